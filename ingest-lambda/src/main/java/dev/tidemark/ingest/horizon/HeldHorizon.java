package dev.tidemark.ingest.horizon;

import dev.tidemark.ingest.source.SnapshotText;
import dev.tidemark.postgres.Database;
import dev.tidemark.runlog.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The source's oldest running transactions. Each run remembers the ids that it saw beyond the
/// oldest of them, up to a limit; what is beyond the limit is read again in each run.
///
/// A snapshot's xmin is the lowest id that runs, in whatever database. A session that only reads,
/// and a replication slot, have none: they hold up vacuum and not this.
///
/// @param holders the oldest first
/// @param sight how much of them the user may see
public record HeldHorizon(List<Holder> holders, Sight sight) {

    /// What the source shows.
    public enum Sight {
        WHOLE,
        /// Who they are, but not what they do and since when: that takes `pg_read_all_stats`.
        IDENTITIES,
        /// Nothing: the transactions are those of a standby's primary.
        STANDBY
    }

    private static final int HOLDERS_MAX = 3;

    private static final String OLDEST =
            """
            select 'backend' as kind, pid, '' as name, coalesce(usename::text, '') as who,
                   coalesce(application_name, '') as application,
                   coalesce(datname::text, '') as database, coalesce(state, '') as state,
                   extract(epoch from clock_timestamp() - xact_start)::bigint as seconds,
                   age(backend_xid) as age
            from pg_stat_activity
            where backend_xid is not null and pid <> pg_backend_pid()
            union all
            select 'prepared', 0, gid, owner::text, '', database::text, 'prepared',
                   extract(epoch from clock_timestamp() - prepared)::bigint, age(transaction)
            from pg_prepared_xacts
            order by age desc
            limit %d
            """
                    .formatted(HOLDERS_MAX);

    public HeldHorizon {
        holders = List.copyOf(holders);
    }

    /// Whether a run's ids came near the limit, or may: as many ids lie beyond its xmin.
    public static boolean concerns(Snapshot snapshot) {
        return snapshot.seen().size() >= SnapshotText.SEEN_MAX / 2
                || snapshot.xmax() - snapshot.xmin() >= SnapshotText.SEEN_MAX;
    }

    public static HeldHorizon of(Database source) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            if (isStandby(statement)) {
                return new HeldHorizon(List.of(), Sight.STANDBY);
            }
            List<Holder> holders = oldest(statement);
            boolean hidden = holders.stream().anyMatch(holder -> holder.open().isEmpty());
            return new HeldHorizon(holders, hidden ? Sight.IDENTITIES : Sight.WHOLE);
        } catch (SQLException e) {
            throw source.failure(e, "looking for the oldest transactions");
        }
    }

    private static boolean isStandby(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static List<Holder> oldest(Statement statement) throws SQLException {
        List<Holder> holders = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(OLDEST)) {
            while (row.next()) {
                holders.add(
                        row.getString("kind").equals("prepared") ? prepared(row) : backend(row));
            }
        }
        return holders;
    }

    private static Holder backend(ResultSet row) throws SQLException {
        return new Holder.Backend(
                row.getInt("pid"),
                row.getString("who"),
                row.getString("application"),
                row.getString("database"),
                row.getString("state"),
                open(row));
    }

    private static Holder prepared(ResultSet row) throws SQLException {
        return new Holder.Prepared(
                row.getString("name"), row.getString("who"), row.getString("database"), open(row));
    }

    private static Optional<Duration> open(ResultSet row) throws SQLException {
        long seconds = row.getLong("seconds");
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
