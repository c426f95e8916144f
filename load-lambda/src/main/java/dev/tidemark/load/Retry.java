package dev.tidemark.load;

import dev.tidemark.runlog.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Repeats a transaction that the server ended for reasons that pass. Safe because the ledger says
/// whether an earlier try was committed after all.
record Retry(Pause pause, RandomGenerator random) {

    private static final int TRIES_MAX = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /// Lost connections, rolled back transactions (serialization, deadlock), a server that goes
    /// down, a lock that did not come.
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40");

    private static final Set<String> PASSING_STATES = Set.of("55P03", "57P01", "57P02", "57P03");

    /// A whole transaction, from its connection to its commit.
    interface Transaction<T> {
        T run() throws SQLException;
    }

    <T> T run(Transaction<T> transaction) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.run();
            } catch (SQLException e) {
                if (tries == TRIES_MAX || !isPassing(e)) {
                    throw e;
                }
                pause.of(jittered(FIRST_PAUSE.multipliedBy(1L << tries)));
            }
        }
    }

    static boolean isPassing(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return PASSING_STATES.contains(state)
                || (state.length() > 2 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    /// Between half of the pause and the whole: two that collided do not collide again.
    private Duration jittered(Duration pauseMax) {
        return Duration.ofMillis(random.nextLong(pauseMax.toMillis() / 2, pauseMax.toMillis() + 1));
    }
}
