package dev.tidemark.process.engine;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.run.Stage;
import dev.tidemark.scratch.ScratchFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The temporary folder of one run: data files fetched from a zone, each once, and files that the
/// engine wrote. All of it goes when it is closed.
public final class WorkFolder implements AutoCloseable {

    private static final String PARQUET = ".parquet";

    private final ScratchFolder scratch;
    private final Path folder;
    private final long bytesMax;
    private final KeptFiles kept;
    private final Map<String, Path> bySha256 = new HashMap<>();
    private long bytes;
    private int folders;

    private WorkFolder(ScratchFolder scratch, long bytesMax, KeptFiles kept) {
        this.kept = kept;
        this.scratch = scratch;
        this.folder = scratch.path();
        this.bytesMax = bytesMax;
    }

    /// @param bytesMax how much may lie in the folder, the engine's spilled pages aside
    /// @param kept what need not be fetched
    public static WorkFolder in(Path parent, long bytesMax, KeptFiles kept) {
        return new WorkFolder(ScratchFolder.in(parent, Stage.PROCESS), bytesMax, kept);
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
        Path target = folder.resolve(file.sha256() + PARQUET);
        if (!kept.lay(file, target)) {
            zone.fetch(file, target);
        }
        bySha256.put(file.sha256(), target);
        return target;
    }

    /// A local file, known from now on as that data file. One that was fetched takes no more room.
    public void adopt(DataFile file, Path local) {
        if (!local.equals(bySha256.put(file.sha256(), local))) {
            take(file.bytes());
        }
    }

    /// The SHA-256 of a local file. Of one that was fetched it is known.
    public String sha256(Path local) {
        String name = local.getFileName().toString().replace(PARQUET, "");
        return local.equals(bySha256.get(name)) ? name : DataFiles.sha256(local);
    }

    /// Lets those of the files that lie here outlive the folder.
    public void keep(Collection<DataFile> files) {
        kept.keep(files, bySha256);
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
        scratch.close();
    }
}
