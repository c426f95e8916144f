package dev.tidemark.process.engine;

import dev.tidemark.lake.DataFile;
import dev.tidemark.run.Stage;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files on the local disk that outlive a run, for the next one that this process makes: so that a
/// few changed rows are looked up in a large table without fetching it each time.
///
/// It never holds more than it leaves free on the disk. What it lacks is fetched.
public final class KeptFiles implements AutoCloseable {

    private final Path parent;
    private final Map<String, Path> bySha256 = new HashMap<>();
    private Optional<ScratchFolder> folder = Optional.empty();

    /// @param parent where its folder is made, on the disk of the work folders
    public KeptFiles(Path parent) {
        this.parent = parent;
    }

    /// Whether the file lies at the target now.
    synchronized boolean lay(DataFile file, Path target) {
        Path kept = bySha256.get(file.sha256());
        return kept != null && link(target, kept);
    }

    /// From now on holds those of the files that lie locally, and no other.
    ///
    /// @param local where files lie, by their SHA-256
    synchronized void keep(Collection<DataFile> files, Map<String, Path> local) {
        Set<String> wanted = new HashSet<>();
        files.forEach(file -> wanted.add(file.sha256()));
        forgetAllBut(wanted);
        for (String sha256 : wanted) {
            Path path = local.get(sha256);
            if (path != null && !bySha256.containsKey(sha256) && leavesRoomFor(path)) {
                Path kept = path().resolve(sha256 + ".parquet");
                if (link(kept, path)) {
                    bySha256.put(sha256, kept);
                }
            }
        }
    }

    private void forgetAllBut(Set<String> wanted) {
        for (Iterator<Map.Entry<String, Path>> all = bySha256.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Path> kept = all.next();
            if (!wanted.contains(kept.getKey())) {
                kept.getValue().toFile().delete();
                all.remove();
            }
        }
    }

    private boolean leavesRoomFor(Path file) {
        try {
            FileStore disk = Files.getFileStore(path());
            long bytes = Files.size(file);
            for (Path kept : bySha256.values()) {
                bytes += Files.size(kept);
            }
            return bytes <= disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// False where the disk has no links.
    private static boolean link(Path link, Path file) {
        try {
            Files.createLink(link, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Path path() {
        if (folder.isEmpty()) {
            folder = Optional.of(ScratchFolder.in(parent, Stage.PROCESS));
        }
        return folder.get().path();
    }

    @Override
    public synchronized void close() {
        bySha256.clear();
        folder.ifPresent(ScratchFolder::close);
        folder = Optional.empty();
    }
}
