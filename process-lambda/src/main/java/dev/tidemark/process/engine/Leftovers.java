package dev.tidemark.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Work folders whose process was killed. A lock on a file in each folder, which the system
/// releases when a process ends in whatever way, tells them from those in use.
final class Leftovers {

    static final String PREFIX = "tidemark-process-";

    private static final String LOCK = "lock";

    /// Closing any channel on a file gives up all locks that the process has on it (POSIX fcntl), so
    /// folders of this process are never probed.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /// Marks a folder as in use until the channel is closed.
    static FileChannel lock(Path folder) throws IOException {
        OWN.add(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("a folder that was just made is in use");
        }
        return channel;
    }

    static void sweep(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent.toRealPath())) {
            folders.filter(Leftovers::isWorkFolder)
                    .filter(folder -> !OWN.contains(folder) && isAbandoned(folder))
                    .forEach(Leftovers::sweepOne);
        }
    }

    private static void sweepOne(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // Another process sweeps it as well, or it stays for the next sweep.
        }
    }

    private static boolean isWorkFolder(Path folder) {
        return folder.getFileName().toString().startsWith(PREFIX);
    }

    /// A folder without its lock file was only just made, or is being deleted.
    private static boolean isAbandoned(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return false;
        }
    }

    /// The lock goes last, so that a deletion cut short is taken up again.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inside =
                    files.filter(file -> !file.equals(folder) && !file.equals(folder.resolve(LOCK)))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
        OWN.remove(folder);
    }
}
