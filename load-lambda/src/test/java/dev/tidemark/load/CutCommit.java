package dev.tidemark.load;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.gate.Traffic;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets the first `COMMIT` through to Postgres and cuts the connection instead of passing on the answer.
final class CutCommit implements Traffic, Traffic.Connection {

    private final AtomicInteger cuts = new AtomicInteger();

    @Override
    public Connection connected() {
        return this;
    }

    @Override
    public Ruling said(String said) {
        return said.contains("COMMIT") && cuts.get() == 0 ? Ruling.STOP_THE_ANSWER : Ruling.PASS;
    }

    @Override
    public void answered() {
        cuts.incrementAndGet();
    }

    int cuts() {
        return cuts.get();
    }

    static FixedLogin through(Gate gate, DatabaseUrl server) {
        return new FixedLogin(
                new DatabaseUrl(
                        "127.0.0.1",
                        gate.port(),
                        server.database(),
                        server.user(),
                        server.password(),
                        server.options(),
                        server.origin()));
    }
}
