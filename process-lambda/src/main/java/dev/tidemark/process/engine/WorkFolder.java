package dev.tidemark.process.engine;

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
    private final KeptFiles kept;
    private final Map<String, Path> bySha256 = new HashMap<>();
    private int folders;

    private WorkFolder(ScratchFolder scratch, KeptFiles kept) {
        this.kept = kept;
        this.scratch = scratch;
        this.folder = scratch.path();
    }

    /// As much may lie in it as the disk has room for.
    ///
    /// @param kept what need not be fetched
    public static WorkFolder in(Path parent, KeptFiles kept) {
        return new WorkFolder(ScratchFolder.in(parent, Stage.PROCESS), kept);
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
        Path target = folder.resolve(file.sha256() + PARQUET);
        if (!kept.lay(file, target)) {
            zone.fetch(file, target);
        }
        bySha256.put(file.sha256(), target);
        return target;
    }

    /// A local file, known from now on as that data file.
    public void adopt(DataFile file, Path local) {
        bySha256.put(file.sha256(), local);
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

    @Override
    public void close() {
        scratch.close();
    }
}
