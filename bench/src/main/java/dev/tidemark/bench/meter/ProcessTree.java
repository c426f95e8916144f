package dev.tidemark.bench.meter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A process and all that it started, looked at again and again while they live: what a process that ended had used is
/// what it had at the last look. A look reads nothing of other processes, so that looking costs next to nothing.
final class ProcessTree {

    private final long root;
    private final Map<Long, Duration> cpu = new HashMap<>();
    private long residentBytes;

    ProcessTree(long root) {
        this.root = root;
    }

    void look() {
        List<Long> pids = withDescendants(root).toList();
        pids.forEach(pid -> ProcessFile.cpu(pid).ifPresent(used -> cpu.put(pid, used)));
        long together = pids.stream().mapToLong(ProcessFile::residentBytes).sum();
        long alone = pids.stream().mapToLong(ProcessFile::residentBytesMax).max().orElse(0);
        residentBytes = Math.max(residentBytes, Math.max(together, alone));
    }

    static Stream<Long> withDescendants(long pid) {
        return Stream.concat(
                Stream.of(pid),
                ProcessFile.children(pid).stream().flatMap(ProcessTree::withDescendants));
    }

    Duration cpu() {
        return cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    long residentBytes() {
        return residentBytes;
    }
}
