package dev.tidemark.lambda;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One call of a function, from its event to its outcome.
///
/// @param timeout what the function has from the moment in which it is handed the event
record Invocation(String id, String event, Duration timeout, CompletableFuture<Outcome> outcome) {

    static Invocation of(String event, Duration timeout) {
        return new Invocation(
                UUID.randomUUID().toString(), event, timeout, new CompletableFuture<>());
    }
}
