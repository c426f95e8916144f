package dev.tidemark.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Holds a function to its memory, natives included, and to its share of the processors, as far as this machine lets us:
/// Linux with its control groups, and root.
///
/// @param folders that stand for the groups
record ControlGroups(List<Path> folders) implements AutoCloseable {

    static final ControlGroups NONE = new ControlGroups(List.of());

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long PERIOD_MICROSECONDS = 100_000;

    static ControlGroups of(FunctionSettings settings) {
        String name = "tidemark-" + UUID.randomUUID();
        String bytes = Long.toString((long) settings.memoryMegabytes() << 20);
        long quota = (long) (settings.processorCount() * PERIOD_MICROSECONDS);
        List<Path> folders = new ArrayList<>();
        // Each of the first generation or of the second, whichever there is. The second has one
        // group for both.
        if (!limit(ROOT.resolve("memory").resolve(name), "memory.limit_in_bytes", bytes, folders)) {
            limit(ROOT.resolve(name), "memory.max", bytes, folders);
        }
        if (!limit(ROOT.resolve("cpu").resolve(name), "cpu.cfs_quota_us", "" + quota, folders)) {
            limit(ROOT.resolve(name), "cpu.max", quota + " " + PERIOD_MICROSECONDS, folders);
        }
        return new ControlGroups(List.copyOf(folders));
    }

    /// Tells whether the limit holds; the group is kept then.
    private static boolean limit(Path group, String file, String value, List<Path> folders) {
        if (!Files.isDirectory(Objects.requireNonNull(group.getParent()))) {
            return false;
        }
        try {
            Files.createDirectories(group);
            Path limit = group.resolve(file);
            if (!Files.isWritable(limit)) {
                if (!folders.contains(group)) {
                    Files.delete(group);
                }
                return false;
            }
            Files.writeString(limit, value);
            if (!folders.contains(group)) {
                folders.add(group);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean holdMemory() {
        return hold("memory.limit_in_bytes") || hold("memory.max");
    }

    boolean holdProcessors() {
        return hold("cpu.cfs_quota_us") || hold("cpu.max");
    }

    private boolean hold(String file) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(file)));
    }

    /// For the shell that joins them.
    String words() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // It is empty and limits nobody; the system forgets it when it restarts.
            }
        }
    }
}
