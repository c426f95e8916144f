package dev.tidemark.bench.function;

import java.time.Duration;

/// A function's first call in a process of its own.
///
/// @param took from the start of the process to the answer
/// @param residentBytes the most at any instant, natives and mapped files included
record Call(Duration took, long residentBytes) {

    double seconds() {
        return took.toMillis() / 1e3;
    }
}
