package dev.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/// What a server ends by itself when it takes, or waits, too long.
public enum Timeout {
    STATEMENT("statement_timeout", 0, Duration.ZERO),
    LOCK("lock_timeout", 0, Duration.ZERO),
    IDLE_IN_TRANSACTION("idle_in_transaction_session_timeout", 0, Duration.ZERO),
    IDLE_SESSION("idle_session_timeout", 14, Duration.ZERO),

    /// With its transaction a session ends, and in the middle of a COPY the driver does not say why: a statement ends before.
    TRANSACTION("transaction_timeout", 17, Duration.ofSeconds(2));

    /// A statement, a transaction that took too long.
    private static final Set<String> CUT_OFF = Set.of("57014", "25P04");

    private final String setting;
    private final int since;
    private final Duration later;

    Timeout(String setting, int since, Duration later) {
        this.setting = setting;
        this.since = since;
        this.later = later;
    }

    /// Whether it was cut off, by such a limit or by somebody who cancelled it.
    public static boolean cutOff(SQLException e) {
        return CUT_OFF.contains(String.valueOf(e.getSQLState()));
    }

    public String setting() {
        return setting;
    }

    /// Older releases refuse a setting that they do not know.
    public boolean isKnownBy(Connection session) throws SQLException {
        return session.getMetaData().getDatabaseMajorVersion() >= since;
    }

    /// In milliseconds, and never 0, which would be no limit.
    ///
    /// @param held how long the work may take
    public long millis(Duration held) {
        return Math.max(1, held.plus(later).toMillis());
    }

    /// Lets it hold for a session, from now on, whatever the role or the database was given.
    public String sql(Duration held) {
        return "set %s = %d".formatted(setting, millis(held));
    }
}
