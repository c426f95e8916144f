package dev.tidemark.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Where it was measured, in words.
public final class Machine {

    private Machine() {}

    public static String words() {
        return "%d cores (%s), %d GB, %s %s, JDK %s, Postgres 18 on the same machine, on %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        fact("/proc/cpuinfo", "model name"),
                        memoryGigabytes(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        LocalDate.now(ZoneOffset.UTC));
    }

    private static long memoryGigabytes() {
        String kilobytes = fact("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? 0 : Math.round(Long.parseLong(kilobytes) / 1048576.0);
    }

    private static String fact(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
