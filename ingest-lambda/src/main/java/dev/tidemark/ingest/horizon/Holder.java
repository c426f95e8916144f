package dev.tidemark.ingest.horizon;

import java.time.Duration;
import java.util.Optional;

/// A transaction of the source that has written, or may have, and has not ended.
public sealed interface Holder {

    /// How long it is open; empty where the user may not see that.
    Optional<Duration> open();

    /// What to type at the source to end it.
    String cure();

    /// A transaction of a session.
    ///
    /// @param state as Postgres names it, such as `idle in transaction`; empty where the user may not
    ///     see it
    record Backend(
            int pid,
            String user,
            String application,
            String database,
            String state,
            Optional<Duration> open)
            implements Holder {

        @Override
        public String cure() {
            return "select pg_terminate_backend(%d)".formatted(pid);
        }
    }

    /// One that was prepared for a commit in two phases, and belongs to no session any more.
    record Prepared(String name, String user, String database, Optional<Duration> open)
            implements Holder {

        @Override
        public String cure() {
            return "rollback prepared '%s'".formatted(name.replace("'", "''"));
        }
    }
}
