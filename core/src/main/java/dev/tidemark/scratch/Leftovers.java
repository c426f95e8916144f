package dev.tidemark.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells folders whose process was killed from those in use by a lock on a file in each folder,
/// which the system releases when a process ends in whatever way.
final class Leftovers {

    static final String LOCK = "lock";

    /// Closing any channel on a file gives up all locks that the process has on it (POSIX fcntl), so
    /// folders of this process are never probed. That, and marking one, excludes the other.
    private static final Set<Path> OWN = new HashSet<>();

    private Leftovers() {}

    /// Marks a folder as in use until it is released. Empty if a sweep was quicker and took the
    /// folder, whose lock nobody held yet, for abandoned.
    static synchronized Optional<FileChannel> lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        OWN.add(folder);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null && Files.exists(file)) {
            return Optional.of(channel);
        }
        release(folder, channel);
        return Optional.empty();
    }

    /// Deletes a folder of this process and gives up its lock.
    static synchronized void release(Path folder, FileChannel channel) {
        try (channel) {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // What stays is not in use any more: the next sweep takes it.
        } finally {
            OWN.remove(folder);
        }
    }

    static synchronized void sweep(Path parent, String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(parent.toRealPath())) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .filter(folder -> !OWN.contains(folder))
                    .forEach(Leftovers::sweepOne);
        }
    }

    /// The lock is held until the folder is gone, so that nobody moves in meanwhile. A folder without
    /// its lock file was only just made.
    private static void sweepOne(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            // Another process sweeps it as well, or it stays for the next sweep.
        }
    }

    /// The lock file goes last, so that a deletion cut short is taken up again.
    private static void delete(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inside =
                    files.filter(file -> !file.equals(folder) && !file.equals(lock))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(lock);
        Files.deleteIfExists(folder);
    }
}
