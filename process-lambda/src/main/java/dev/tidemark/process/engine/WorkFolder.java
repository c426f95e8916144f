package dev.tidemark.process.engine;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The temporary folder of one run: data files fetched from a zone, each once, and files that the
/// engine wrote. All of it goes when it is closed.
public final class WorkFolder implements AutoCloseable {

    private final Path folder;
    private final long bytesMax;
    private final FileChannel lock;
    private final Map<String, Path> bySha256 = new HashMap<>();
    private long bytes;
    private int folders;

    private WorkFolder(Path folder, long bytesMax, FileChannel lock) {
        this.lock = lock;
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    /// @param bytesMax how much may lie in the folder, the engine's spilled pages aside
    public static WorkFolder in(Path parent, long bytesMax) {
        try {
            Leftovers.sweep(parent);
            Path folder = Files.createTempDirectory(parent, Leftovers.PREFIX).toRealPath();
            return new WorkFolder(folder, bytesMax, Leftovers.lock(folder));
        } catch (IOException e) {
            throw new TransientFailure(
                    "no temporary folder can be made in " + parent,
                    "check the rights on it and the space left",
                    e);
        }
    }

    public Path path() {
        return folder;
    }

    /// Where the files of a zone lie locally, fetched if they do not yet.
    public List<Path> fetch(DataFiles zone, List<DataFile> files) {
        return files.stream().map(file -> fetch(zone, file)).toList();
    }

    private Path fetch(DataFiles zone, DataFile file) {
        Path known = bySha256.get(file.sha256());
        if (known != null) {
            return known;
        }
        take(file.bytes());
        Path target = folder.resolve(file.sha256() + ".parquet");
        zone.fetch(file, target);
        bySha256.put(file.sha256(), target);
        return target;
    }

    /// A file of the engine, known from now on as that data file.
    public void adopt(DataFile file, Path written) {
        take(file.bytes());
        bySha256.put(file.sha256(), written);
    }

    /// A folder of its own for what the engine writes next.
    public Path newFolder() {
        folders++;
        return folder.resolve("written-" + folders);
    }

    private void take(long more) {
        bytes += more;
        if (bytes > bytesMax) {
            throw TerminalFailure.configuration(
                    "the run needs more than the %d MB of temporary storage that the process stage may use"
                            .formatted(bytesMax / 1_000_000),
                    "give the function more ephemeral storage");
        }
    }

    @Override
    public void close() {
        try {
            Leftovers.delete(folder);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
