package dev.tidemark.ingest.source;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.runlog.SourceIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Reads who the source is and how far it has come.
final class IdentityReader {

    /// What stands for the system identifier where the user may not see it. Then another cluster is
    /// recognised by its timeline, its position and the identity of its tables only.
    static final String NOT_READABLE = "not readable";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /// A primary names its timeline in the file it writes to; a standby in its last restart point.
    /// The position is the one of insertion: with asynchronous commits, rows are visible before what
    /// is written reaches them, and a crash or a restore could then go unnoticed.
    private static final String STATE =
            """
            select pg_is_in_recovery() as standby,
                   current_database() as database,
                   current_setting('server_version_num')::int as version,
                   (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                         else pg_current_wal_insert_lsn() end - '0/0'::pg_lsn)::bigint as position,
                   case when pg_is_in_recovery() then ''
                        else pg_walfile_name(pg_current_wal_lsn()) end as wal_file,
                   pg_is_in_recovery()
                       and (pg_last_wal_receive_lsn() is distinct from pg_last_wal_replay_lsn()
                            or not exists (select from pg_stat_wal_receiver))
                       and now() - pg_last_xact_replay_timestamp() > make_interval(secs => ?)
                       as behind
            """;

    private static final String CONTROL =
            """
            select s.system_identifier::text as system, c.timeline_id as timeline
            from pg_control_system() s, pg_control_checkpoint() c
            """;

    private static final int TIMELINE_DIGITS = 8;

    private IdentityReader() {}

    /// The look of a session that is in no transaction.
    ///
    /// @param standbyLagMax how far a standby may be behind
    static Look look(Connection connection, Duration standbyLagMax) throws SQLException {
        Control control = control(connection);
        Look.Role role;
        SourceIdentity identity;
        try (PreparedStatement query = connection.prepareStatement(STATE)) {
            query.setDouble(1, (double) standbyLagMax.toSeconds());
            ResultSet row = query.executeQuery();
            row.next();
            requireSupported(row.getInt("version"));
            requireUpToDate(row.getBoolean("behind"), standbyLagMax);
            role = row.getBoolean("standby") ? Look.Role.STANDBY : Look.Role.PRIMARY;
            identity =
                    new SourceIdentity(
                            control.system(),
                            row.getString("database"),
                            timeline(row.getString("wal_file"), control),
                            row.getLong("position"));
        }
        return new Look(role, identity, snapshot(connection));
    }

    /// The snapshot is taken by a statement of its own, after the position: what was replayed up to
    /// the position is then surely seen.
    private static String snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_snapshot()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private static long timeline(String walFile, Control control) {
        return walFile.isEmpty()
                ? control.timeline()
                : Long.parseLong(walFile.substring(0, TIMELINE_DIGITS), 16);
    }

    private record Control(String system, long timeline) {}

    private static Control control(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONTROL)) {
            row.next();
            return new Control(row.getString("system"), row.getLong("timeline"));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return new Control(NOT_READABLE, 0);
            }
            throw e;
        }
    }

    private static void requireSupported(int version) {
        if (version < ReadLimits.SERVER_VERSION_MIN) {
            throw TerminalFailure.world(
                    "the source is Postgres %d; Tidemark follows 14 and later"
                            .formatted(version / 10_000),
                    "upgrade the source, or follow a replica of a later release");
        }
    }

    private static void requireUpToDate(boolean behind, Duration standbyLagMax) {
        if (behind) {
            throw new TransientFailure(
                    "the source is a standby that is more than %d s behind its primary"
                            .formatted(standbyLagMax.toSeconds()),
                    "look at its replication, or point TIDEMARK_SOURCE_URL to the primary");
        }
    }
}
