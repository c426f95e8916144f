package dev.tidemark.cli.console;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A clock that moves when a test says so.
final class Ticking implements LongSupplier {

    private long nanos;

    void forward(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
