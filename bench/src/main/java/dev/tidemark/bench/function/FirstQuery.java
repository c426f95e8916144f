package dev.tidemark.bench.function;

import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.gate.Traffic;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a function and Postgres, and sees when the first query comes. What the driver says of its session is none.
final class FirstQuery implements Traffic, Traffic.Connection, AutoCloseable {

    private final Gate gate;
    private final AtomicReference<@Nullable Instant> seen = new AtomicReference<>();

    /// @param server the port of a Postgres on this machine
    FirstQuery(int server) {
        gate = Gate.before(server, this);
    }

    int port() {
        return gate.port();
    }

    /// Empty when none has come yet.
    Optional<Instant> at() {
        return Optional.ofNullable(seen.get());
    }

    /// Waits for another first one.
    void forget() {
        seen.set(null);
    }

    @Override
    public Connection connected() {
        return this;
    }

    @Override
    public Ruling said(String said) {
        if (isQuery(said)) {
            seen.compareAndSet(null, Instant.now());
        }
        return Ruling.PASS;
    }

    /// "Message Formats" of the protocol: a query is a message `Q`, or begins with `P`.
    private static boolean isQuery(String said) {
        return (said.startsWith("Q") || said.startsWith("P")) && !said.contains("SET ");
    }

    @Override
    public void close() {
        gate.close();
    }
}
