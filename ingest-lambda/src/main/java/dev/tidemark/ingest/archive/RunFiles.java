package dev.tidemark.ingest.archive;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.parquet.WrittenFile;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The files of one attempt at a run: written to a folder on the local disk, uploaded under names
/// that carry the attempt, then deleted locally.
public final class RunFiles {

    private final Zone zone;
    private final String pipeline;
    private final RunNumber run;
    private final Attempt attempt;
    private final Path folder;
    private final AtomicLong names = new AtomicLong();
    private final Map<Key, AtomicInteger> numbers = new ConcurrentHashMap<>();

    public RunFiles(Zone zone, String pipeline, RunNumber run, Attempt attempt, Path folder) {
        this.zone = zone;
        this.pipeline = pipeline;
        this.run = run;
        this.attempt = attempt;
        this.folder = folder;
    }

    /// The name of the pipeline.
    public String pipeline() {
        return pipeline;
    }

    /// A path on the local disk that nothing else uses.
    Path scratch() {
        return folder.resolve(names.incrementAndGet() + ".parquet");
    }

    /// A copy of a file that a query log names, on the local disk.
    Path fetch(DataFile file) {
        Path copy = scratch();
        new DataFiles(zone).fetch(file, copy);
        return copy;
    }

    /// Under a name that no other file of the attempt has, whichever series it belongs to.
    DataFile upload(TableName table, FileKind kind, Path local, WrittenFile written) {
        Key series =
                Key.of(pipeline, "runs", run.padded(), table.keyPart(), attempt + kind.infix());
        int number =
                numbers.computeIfAbsent(series, unused -> new AtomicInteger()).getAndIncrement();
        Key key = new Key(String.format(Locale.ROOT, "%s-%05d.parquet", series, number));
        zone.upload(key, local);
        delete(local);
        return new DataFile(key, written.rows(), written.bytes(), written.sha256());
    }

    static void delete(Path local) {
        try {
            Files.deleteIfExists(local);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
