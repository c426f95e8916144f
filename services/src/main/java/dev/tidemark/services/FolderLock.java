package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Keeps other threads and other processes out of a folder while something is prepared in it. The operating system
/// releases it when its owner dies.
public final class FolderLock implements AutoCloseable {

    private static final Map<Path, Semaphore> WITHIN_PROCESS = new ConcurrentHashMap<>();

    private final Semaphore threads;
    private final FileChannel channel;

    private FolderLock(Semaphore threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /// Does the work while nobody else holds the lock file `name` of the folder.
    static <T> T during(Path folder, String name, Supplier<T> work) {
        var lock = on(folder, name);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    /// Waits until the lock file `name` of the folder is ours. The folder is created where it is missing.
    static FolderLock on(Path folder, String name) {
        Path file = folder.toAbsolutePath().normalize().resolve(name);
        var threads = WITHIN_PROCESS.computeIfAbsent(file, unused -> new Semaphore(1));
        threads.acquireUninterruptibly();
        try {
            Files.createDirectories(folder);
            return new FolderLock(threads, locked(file));
        } catch (IOException e) {
            threads.release();
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    /// The lock if nobody holds it now.
    public static Optional<FolderLock> attempt(Path folder, String name) {
        Path file = folder.toAbsolutePath().normalize().resolve(name);
        var threads = WITHIN_PROCESS.computeIfAbsent(file, unused -> new Semaphore(1));
        if (!threads.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder);
            var channel = open(file);
            if (channel.tryLock() != null) {
                return Optional.of(new FolderLock(threads, channel));
            }
            channel.close();
            threads.release();
            return Optional.empty();
        } catch (IOException e) {
            threads.release();
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static FileChannel locked(Path file) throws IOException {
        var channel = open(file);
        try {
            FileLock held = channel.lock();
            if (!held.isValid()) {
                throw new IOException("the lock was lost at once");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.release();
        }
    }
}
