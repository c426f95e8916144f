package dev.tidemark.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// A control group that holds a function to its memory, natives included.
///
/// @param group the folder that stands for it
record MemoryLimit(Path group) implements AutoCloseable {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// Empty where this machine lets us make none: Linux with its control groups, and root.
    static Optional<MemoryLimit> of(int megabytes) {
        return ofFirstGeneration(megabytes).or(() -> ofSecondGeneration(megabytes));
    }

    private static Optional<MemoryLimit> ofFirstGeneration(int megabytes) {
        return limited(ROOT.resolve("memory"), "memory.limit_in_bytes", megabytes);
    }

    private static Optional<MemoryLimit> ofSecondGeneration(int megabytes) {
        return limited(ROOT, "memory.max", megabytes);
    }

    private static Optional<MemoryLimit> limited(Path parent, String file, int megabytes) {
        if (!Files.isDirectory(parent)) {
            return Optional.empty();
        }
        Path group = parent.resolve("tidemark-" + UUID.randomUUID());
        try {
            Files.createDirectory(group);
            Path limit = group.resolve(file);
            if (!Files.isWritable(limit)) {
                Files.delete(group);
                return Optional.empty();
            }
            Files.writeString(limit, Long.toString((long) megabytes << 20));
            return Optional.of(new MemoryLimit(group));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.delete(group);
        } catch (IOException e) {
            // It is empty and limits nobody; the system forgets it when it restarts.
        }
    }
}
