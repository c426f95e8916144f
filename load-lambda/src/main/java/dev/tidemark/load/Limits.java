package dev.tidemark.load;

import dev.tidemark.postgres.Timeout;
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

    private static final String UNLIMITED = "0";

    /// While the claim is waited for, another load may be at work for long. Of a call that was killed the server would keep the
    /// transaction, and its locks, for as long as a statement lasts.
    void whileClaiming(Connection connection, Deadline deadline) throws SQLException {
        set(connection, Timeout.STATEMENT, bounded(deadline));
        set(connection, Timeout.LOCK, bounded(deadline));
        if (!Timeout.TRANSACTION.isKnownBy(connection)) {
            return;
        }
        if (deadline.isUnlimited()) {
            set(connection, Timeout.TRANSACTION, UNLIMITED);
        } else {
            set(connection, Timeout.TRANSACTION, deadline.remaining());
        }
    }

    /// Anew for each table: those before it have used some of the time.
    void whileMerging(Connection connection, Deadline deadline) throws SQLException {
        set(connection, Timeout.STATEMENT, bounded(deadline));
    }

    void whileLoading(Connection connection) throws SQLException {
        set(connection, Timeout.LOCK, lock);
    }

    private Duration bounded(Deadline deadline) {
        Duration remaining = deadline.remaining();
        return remaining.compareTo(statement) < 0 ? remaining : statement;
    }

    private static void set(Connection connection, Timeout timeout, Duration held)
            throws SQLException {
        set(connection, timeout, timeout.millis(held) + "ms");
    }

    private static void set(Connection connection, Timeout timeout, String value)
            throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
            set.setString(1, timeout.setting());
            set.setString(2, value);
            set.execute();
        }
    }
}
