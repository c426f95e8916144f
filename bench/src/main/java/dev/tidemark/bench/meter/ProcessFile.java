package dev.tidemark.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What Linux says of a process in `/proc` (man page proc_pid_stat). Empty once the process is gone.
final class ProcessFile {

    /// `sysconf(_SC_CLK_TCK)` of every Linux that a JDK of today runs on.
    private static final long MILLISECONDS_PER_CLOCK_TICK = 10;

    private static final int OWN_USER = 11;
    private static final int OWN_SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;
    private static final String RESIDENT = "VmRSS:";
    private static final String RESIDENT_MOST = "VmHWM:";

    private ProcessFile() {}

    /// Processor time of the process alone.
    static Optional<Duration> cpu(long pid) {
        return ticks(pid, OWN_USER, OWN_SYSTEM);
    }

    /// The same of the children that ended and were waited for.
    static Optional<Duration> cpuOfEndedChildren(long pid) {
        return ticks(pid, CHILDREN_USER, CHILDREN_SYSTEM);
    }

    /// The processes that its threads started and that live.
    static List<Long> children(long pid) {
        try (Stream<Path> threads = Files.list(folder(pid).resolve("task"))) {
            return threads.flatMap(thread -> text(thread.resolve("children")).stream())
                    .flatMap(text -> Arrays.stream(text.split(" ")))
                    .filter(child -> !child.isBlank())
                    .map(child -> Long.parseLong(child.strip()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    static long residentBytes(long pid) {
        return kilobytes(pid, RESIDENT);
    }

    /// The most it ever was.
    static long residentBytesMax(long pid) {
        return kilobytes(pid, RESIDENT_MOST);
    }

    /// Fields are counted after the name, which may contain blanks and ends with the last parenthesis.
    private static Optional<Duration> ticks(long pid, int first, int second) {
        return text(pid, "stat")
                .map(text -> text.substring(text.lastIndexOf(')') + 2).split(" "))
                .map(fields -> Long.parseLong(fields[first]) + Long.parseLong(fields[second]))
                .map(ticks -> Duration.ofMillis(ticks * MILLISECONDS_PER_CLOCK_TICK));
    }

    private static long kilobytes(long pid, String name) {
        return text(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> text(long pid, String file) {
        return text(folder(pid).resolve(file));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path folder(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }
}
