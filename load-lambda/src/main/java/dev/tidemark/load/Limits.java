package dev.tidemark.load;

import dev.tidemark.run.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// How long a load waits and works at most, and from when on a fact gets a partition of its own.
///
/// @param lock how long a lock is waited for: readers queue behind who waits for a strong one
/// @param statement how long a statement may take, if the deadline does not end it before
/// @param largeRows new versions of a fact from which on they are built beside it. Rows that join
///     others are checked against each foreign key one by one, which takes some 60 µs each; but
///     every partition of its own makes later look-ups dearer
public record Limits(Duration lock, Duration statement, long largeRows) {

    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(5), Duration.ofMinutes(30), 20_000);

    /// A run is not begun with less time left.
    static final Duration RUN_TIME_MIN = Duration.ofSeconds(5);

    /// The settings of every session, whatever the role or database says. A dead client is noticed, and one that hangs between two
    /// statements is cut off: its transaction would hold up the next load.
    static final Map<String, String> SESSION =
            Map.of(
                    "default_transaction_isolation", "read committed",
                    "search_path", "pg_catalog",
                    "jit", "off",
                    "work_mem", "64MB",
                    "maintenance_work_mem", "256MB",
                    "temp_buffers", "32MB",
                    "idle_in_transaction_session_timeout", "300s");

    /// The release of Postgres that brought `transaction_timeout`.
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    /// How much later than its statements a transaction is ended, for its session ends with it.
    private static final Duration TRANSACTION_LATER = Duration.ofSeconds(2);

    /// While the claim is waited for, another load may be at work for long. Of a call that was killed the server would keep the
    /// transaction, and its locks, for as long as a statement lasts.
    void whileClaiming(Connection connection, Deadline deadline) throws SQLException {
        set(connection, "statement_timeout", millis(bounded(deadline)));
        set(connection, "lock_timeout", millis(bounded(deadline)));
        if (connection.getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT_SINCE) {
            set(connection, "transaction_timeout", ofTransaction(deadline));
        }
    }

    private static String ofTransaction(Deadline deadline) {
        return deadline.isUnlimited() ? "0" : millis(deadline.remaining().plus(TRANSACTION_LATER));
    }

    /// Anew for each table: those before it have used some of the time.
    void whileMerging(Connection connection, Deadline deadline) throws SQLException {
        set(connection, "statement_timeout", millis(bounded(deadline)));
    }

    void whileLoading(Connection connection) throws SQLException {
        set(connection, "lock_timeout", millis(lock));
    }

    private Duration bounded(Deadline deadline) {
        Duration remaining = deadline.remaining();
        return remaining.compareTo(statement) < 0 ? remaining : statement;
    }

    private static String millis(Duration duration) {
        return Math.max(1, duration.toMillis()) + "ms";
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
            set.setString(1, name);
            set.setString(2, value);
            set.execute();
        }
    }
}
