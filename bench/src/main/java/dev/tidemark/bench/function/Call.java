package dev.tidemark.bench.function;

import java.time.Duration;
import java.util.Optional;

/// A function's first call in a process of its own.
///
/// @param took from the start of the process to the answer
/// @param toQuery from the start of the process to the first query of a database; empty for a stage that asks none
/// @param residentBytes the most at any instant, natives and mapped files included
record Call(Duration took, Optional<Duration> toQuery, long residentBytes) {

    double seconds() {
        return took.toMillis() / 1e3;
    }

    /// To the first query, or to the answer where there is none.
    double secondsToQuery() {
        return toQuery.orElse(took).toMillis() / 1e3;
    }
}
