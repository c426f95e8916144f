package dev.tidemark.ingest.source;

import static java.util.Map.entry;

import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.run.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// A Postgres database that is followed, with no right but SELECT.
public final class Source {

    private final Database database;
    private final Steps steps;
    private final Duration standbyLagMax;

    public Source(Login login, Steps steps) {
        this(login, steps, ReadLimits.STANDBY_LAG_MAX);
    }

    /// @param standbyLagMax how far a source that is a standby may be behind, in whole seconds
    public Source(Login login, Steps steps, Duration standbyLagMax) {
        this.database = new Database(login, settings());
        this.steps = steps;
        this.standbyLagMax = standbyLagMax;
    }

    /// A look at the source, and a reading if the look says so.
    public Visit visit(Deadline deadline) {
        Deadline held = deadline.atMost(ReadLimits.SNAPSHOT_HELD_MAX);
        return new Visit(this, session(held), held);
    }

    Session session(Deadline deadline) {
        Session session = new Session(database.connect());
        try {
            session.limit(deadline.remaining());
            return session;
        } catch (SQLException e) {
            session.abort();
            throw SourceFailure.of(database, e, "connecting");
        }
    }

    Database database() {
        return database;
    }

    Duration standbyLagMax() {
        return standbyLagMax;
    }

    Steps steps() {
        return steps;
    }

    /// Row security is off so that a table it would filter is refused, not read in part. What has no
    /// flat form travels as its text, so that all that text depends on is said, whoever connects.
    private static Map<String, String> settings() {
        return Map.ofEntries(
                entry("search_path", "pg_catalog"),
                entry("row_security", "off"),
                entry("jit", "off"),
                entry("default_transaction_read_only", "on"),
                entry("lock_timeout", Long.toString(ReadLimits.LOCK_WAIT_MAX.toMillis())),
                entry("DateStyle", "ISO, YMD"),
                entry("IntervalStyle", "postgres"),
                entry("extra_float_digits", "1"),
                entry("bytea_output", "hex"),
                entry("xmlbinary", "base64"),
                entry("lc_monetary", "C"));
    }
}
