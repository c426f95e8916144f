package dev.tidemark.bench.contest;

import dev.tidemark.bench.meter.Command;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// One of those that do the same work.
///
/// @param attempt makes ready, unmeasured, what one more run needs, and says what to run
/// @param timeMax the share of its time that ours shall take at most, where there is such an aim
public record Contestant(
        String name, Role role, Supplier<Command> attempt, OptionalDouble timeMax) {

    /// What a contestant is to the others.
    public enum Role {
        OURS,
        /// What cannot be beaten without doing less.
        LIMIT,
        PEER
    }

    static Contestant ours(String name, Supplier<Command> attempt) {
        return new Contestant(name, Role.OURS, attempt, OptionalDouble.empty());
    }

    static Contestant limit(String name, Supplier<Command> attempt) {
        return new Contestant(name, Role.LIMIT, attempt, OptionalDouble.empty());
    }

    static Contestant peer(String name, Supplier<Command> attempt) {
        return new Contestant(name, Role.PEER, attempt, OptionalDouble.empty());
    }

    Contestant beatenBy(double share) {
        return new Contestant(name, role, attempt, OptionalDouble.of(share));
    }
}
