package dev.tidemark.bench.meter;

import java.time.Duration;

/// What one run of a command took.
///
/// @param clientCpu of the command and all that it started
/// @param serverCpu of the Postgres servers meanwhile
/// @param residentBytes the most at any instant, natives included, summed over the command's processes
public record Usage(Duration wall, Duration clientCpu, Duration serverCpu, long residentBytes) {

    @Override
    public String toString() {
        return "%.2f s, CPU %.1f s, of the servers %.1f s, %d MB"
                .formatted(
                        wall.toMillis() / 1e3,
                        clientCpu.toMillis() / 1e3,
                        serverCpu.toMillis() / 1e3,
                        residentBytes / 1_000_000);
    }
}
