package dev.tidemark.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The instant at which an invocation has to have stopped by itself.
public final class Deadline {

    private final Clock clock;
    private final Instant end;

    private Deadline(Clock clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /// For commands that nobody cuts off.
    public static Deadline none() {
        return new Deadline(Clock.systemUTC(), Instant.MAX);
    }

    public static Deadline in(Duration remaining, Clock clock) {
        return new Deadline(clock, clock.instant().plus(remaining));
    }

    /// The same, but no later than that from now.
    public Deadline atMost(Duration time) {
        Instant other = clock.instant().plus(time);
        return other.isBefore(end) ? new Deadline(clock, other) : this;
    }

    public boolean isUnlimited() {
        return end.equals(Instant.MAX);
    }

    /// Zero when it has passed.
    public Duration remaining() {
        if (isUnlimited()) {
            return Duration.ofDays(365);
        }
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean allows(Duration work) {
        return remaining().compareTo(work) >= 0;
    }
}
