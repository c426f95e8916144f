package dev.tidemark.load.migration;

import dev.tidemark.run.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// How long the migrations of one call may take. The server ends them: without that it would work on, and keep its locks, for
/// a function that is long gone.
///
/// @param pipeline for messages
/// @param deadline of the call
record TimeLimit(String pipeline, Deadline deadline) implements Callback {

    /// Nobody cuts off what is only looked at.
    static final TimeLimit NONE = new TimeLimit("", Deadline.none());

    /// The release of Postgres that brought `transaction_timeout`.
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    /// How much later than its statements a transaction is ended, for its session ends with it.
    private static final Duration TRANSACTION_LATER = Duration.ofSeconds(2);

    /// What ends this long before the deadline was ended by somebody else.
    private static final Duration EARLY_MAX = Duration.ofMillis(500);

    /// How long one load waits for its turn while another one migrates.
    private static final Duration TURN_MAX = Duration.ofSeconds(50);

    /// A statement, a transaction that took too long.
    private static final Set<String> CUT_OFF = Set.of("57014", "25P04");

    /// Holds from now on, whatever the role or the database was given.
    void begin(Connection session) throws SQLException {
        if (deadline.isUnlimited()) {
            return;
        }
        limitStatement(session);
        if (session.getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT_SINCE) {
            set(session, "transaction_timeout", deadline.remaining().plus(TRANSACTION_LATER));
        }
    }

    /// Anew before each statement: the ones before have used some of the time, and may have set another limit.
    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE_STATEMENT && !deadline.isUnlimited();
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            limitStatement(context.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getCallbackName() {
        return "time limit";
    }

    private void limitStatement(Connection session) throws SQLException {
        set(session, "statement_timeout", deadline.remaining());
    }

    private static void set(Connection session, String name, Duration time) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("set %s = %d".formatted(name, Math.max(1, time.toMillis())));
        }
    }

    int turnSeconds() {
        return (int) (deadline.allows(TURN_MAX) ? TURN_MAX : deadline.remaining()).toSeconds();
    }

    /// Whether this limit is what ended it, and not somebody else.
    boolean hasEnded(SQLException e) {
        return CUT_OFF.contains(String.valueOf(e.getSQLState())) && !deadline.allows(EARLY_MAX);
    }
}
