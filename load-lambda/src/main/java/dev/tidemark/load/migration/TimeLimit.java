package dev.tidemark.load.migration;

import dev.tidemark.postgres.Timeout;
import dev.tidemark.run.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /// What ends this long before the deadline was ended by somebody else.
    private static final Duration EARLY_MAX = Duration.ofMillis(500);

    /// How long one load waits for its turn while another one migrates.
    private static final Duration TURN_MAX = Duration.ofSeconds(50);

    /// Holds from now on, whatever the role or the database was given.
    void begin(Connection session) throws SQLException {
        if (deadline.isUnlimited()) {
            return;
        }
        set(session, Timeout.STATEMENT);
        if (Timeout.TRANSACTION.isKnownBy(session)) {
            set(session, Timeout.TRANSACTION);
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
            set(context.getConnection(), Timeout.STATEMENT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getCallbackName() {
        return "time limit";
    }

    private void set(Connection session, Timeout timeout) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(timeout.sql(deadline.remaining()));
        }
    }

    int turnSeconds() {
        return (int) (deadline.allows(TURN_MAX) ? TURN_MAX : deadline.remaining()).toSeconds();
    }

    /// Whether this limit is what ended it, and not somebody else.
    boolean hasEnded(SQLException e) {
        return Timeout.cutOff(e) && !deadline.allows(EARLY_MAX);
    }
}
