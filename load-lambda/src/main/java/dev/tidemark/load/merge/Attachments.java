package dev.tidemark.load.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// The facts that a transaction has attached partitions to, and how it is committed so that nobody
/// misses them.
///
/// A statement is planned first and takes its snapshot later (in `READ COMMITTED`). One that was
/// planned just before our commit and takes its snapshot just after it would see everything of the
/// run but the rows of a partition that its plan does not know. So the commit happens under a lock
/// that keeps statements from being planned, for as long as a commit takes. It is never waited for,
/// because readers would queue behind it: it is tried for a while.
public final class Attachments {

    /// What became of the attempt to lock the facts.
    enum Readers {
        /// No statement on these facts is between its plan and its snapshot.
        KEPT_OUT,
        /// Transactions that read these facts stay open: one of their statements might be.
        STILL_THERE
    }

    private static final Duration TRIED_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Set<String> facts = new LinkedHashSet<>();

    /// @param fact as SQL names it
    void add(String fact) {
        facts.add(fact);
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    /// Commits under the lock; or says that it could not be had, and nothing is committed yet.
    Readers commit(Connection connection) throws SQLException {
        if (facts.isEmpty()) {
            connection.commit();
            return Readers.KEPT_OUT;
        }
        long end = System.nanoTime() + TRIED_MAX.toNanos();
        while (!lockAndCommit(connection)) {
            if (System.nanoTime() > end) {
                return Readers.STILL_THERE;
            }
            pause(PAUSE);
        }
        return Readers.KEPT_OUT;
    }

    /// Both in one message to the server: a load that dies or loses its way to the server between
    /// the two would keep everybody out. All facts or none: what was locked before one refused is
    /// let go at once.
    private boolean lockAndCommit(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "lock table only "
                            + String.join(", only ", facts)
                            + " in access exclusive mode nowait; COMMIT");
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while loading", e);
        }
    }
}
