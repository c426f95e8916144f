package dev.tidemark.cli.console;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// How long something will still take, from what has moved so far. People plan by it: it is said
/// late rather than wrong, and follows a change of pace slowly.
final class TimeLeft {

    /// Before that, start-up counts for more than the pace.
    static final Duration SETTLING = Duration.ofSeconds(2);

    private static final double SMOOTHING_SECONDS = 5;
    private static final double SECOND_NANOS = 1e9;

    private final LongSupplier nanos;
    private final long startedAt;
    private long saidAt;
    private double leftSeconds = Double.NaN;

    /// @param nanos a steady clock, in nanoseconds
    TimeLeft(LongSupplier nanos) {
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
    }

    /// Empty as long as nobody can know: at first, without an expectation, and beyond it.
    Optional<Duration> after(long moved, OptionalLong expected) {
        long now = nanos.getAsLong();
        double elapsedSeconds = (now - startedAt) / SECOND_NANOS;
        boolean unknown = expected.isEmpty() || moved <= 0 || moved >= expected.getAsLong();
        if (unknown || elapsedSeconds < SETTLING.toSeconds()) {
            return Optional.empty();
        }
        double atThisPace = elapsedSeconds * (expected.getAsLong() - moved) / moved;
        leftSeconds =
                Double.isNaN(leftSeconds)
                        ? atThisPace
                        : towards(atThisPace, (now - saidAt) / SECOND_NANOS);
        saidAt = now;
        return Optional.of(Duration.ofMillis(Math.round(leftSeconds * 1e3)));
    }

    /// What was said, less the time that went by, drawn to what the pace says now.
    private double towards(double atThisPace, double sinceSeconds) {
        double counted = Math.max(0, leftSeconds - sinceSeconds);
        double weight = 1 - Math.exp(-sinceSeconds / SMOOTHING_SECONDS);
        return counted + (atThisPace - counted) * weight;
    }
}
