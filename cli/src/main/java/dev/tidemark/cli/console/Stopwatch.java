package dev.tidemark.cli.console;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Measures what a person waits for.
///
/// @param nanos a steady clock, in nanoseconds
record Stopwatch(LongSupplier nanos, long started) {

    static Stopwatch start(LongSupplier nanos) {
        return new Stopwatch(nanos, nanos.getAsLong());
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }
}
