package dev.tidemark.load.ledger;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.RunHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `tidemark.load_log` of one pipeline. Its row for a run is inserted first, which makes
/// every other load of that run wait, and committed with the run's rows.
///
/// @param pipeline the pipeline's name
public record Ledger(String pipeline) {

    private static final String POSITION =
            """
            select log_id, run, attempt from tidemark.load_log
            where pipeline = ? order by run desc limit 1
            """;

    private static final String CLAIM =
            """
            insert into tidemark.load_log (pipeline, run, log_id, attempt) values (?, ?, ?, ?)
            on conflict (pipeline, run) do nothing
            """;

    private static final String ROW =
            "select log_id, run, attempt from tidemark.load_log where pipeline = ? and run = ?";

    private static final String COMPLETE =
            """
            update tidemark.load_log
            set rows_inserted = ?, rows_updated = ?, rows_unchanged = ?, rows_left = ?
            where pipeline = ? and run = ?
            """;

    /// The newest loaded run.
    public Optional<Position> position(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(POSITION)) {
            query.setString(1, pipeline);
            return position(query);
        }
    }

    /// Inserts the row of a run. Waits while another transaction has done so and is still open.
    /// Refuses a run that is not the successor of the newest loaded one.
    public Claim claim(Connection connection, RunHeader header) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            insert.setString(1, pipeline);
            insert.setLong(2, header.run().value());
            insert.setString(3, header.logId().value());
            insert.setString(4, header.attempt().value());
            if (insert.executeUpdate() == 1) {
                requirePredecessor(connection, header);
                return new Claim.Ours();
            }
        }
        requireSame(connection, header);
        return new Claim.Loaded();
    }

    /// Notes what the run did.
    public void complete(Connection connection, LoadedRun loaded) throws SQLException {
        List<TableChange> tables = loaded.tables();
        try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
            update.setLong(1, tables.stream().mapToLong(TableChange::inserted).sum());
            update.setLong(2, tables.stream().mapToLong(TableChange::updated).sum());
            update.setLong(3, tables.stream().mapToLong(TableChange::unchanged).sum());
            update.setLong(4, tables.stream().mapToLong(TableChange::left).sum());
            update.setString(5, pipeline);
            update.setLong(6, loaded.run().value());
            update.executeUpdate();
        }
    }

    /// Notes that the run was left out.
    public void skip(Connection connection, RunNumber run, String reason) throws SQLException {
        String sql = "update tidemark.load_log set skipped = ? where pipeline = ? and run = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, reason);
            update.setString(2, pipeline);
            update.setLong(3, run.value());
            update.executeUpdate();
        }
    }

    private void requirePredecessor(Connection connection, RunHeader header) throws SQLException {
        if (header.run().isFirst()) {
            return;
        }
        Position before =
                row(connection, header.run().previous())
                        .orElseThrow(() -> refused(header, "the run before it is not loaded"));
        if (!before.logId().equals(header.logId())
                || !Optional.of(before.attempt()).equals(header.previous())) {
            throw refused(
                    header,
                    "it continues another run %s than the loaded one".formatted(before.run()));
        }
    }

    private void requireSame(Connection connection, RunHeader header) throws SQLException {
        Position loaded =
                row(connection, header.run())
                        .orElseThrow(() -> refused(header, "its row in the ledger vanished"));
        if (!loaded.logId().equals(header.logId()) || !loaded.attempt().equals(header.attempt())) {
            throw refused(
                    header,
                    "attempt %s of it is loaded, and the zone now holds attempt %s"
                            .formatted(loaded.attempt(), header.attempt()));
        }
    }

    private Optional<Position> row(Connection connection, RunNumber run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROW)) {
            query.setString(1, pipeline);
            query.setLong(2, run.value());
            return position(query);
        }
    }

    private static Optional<Position> position(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Position(
                                    new LogId(row.getString(1)),
                                    new RunNumber(row.getLong(2)),
                                    new Attempt(row.getString(3))))
                    : Optional.empty();
        }
    }

    private TerminalFailure refused(RunHeader header, String finding) {
        return TerminalFailure.world(
                "run %s of %s cannot be loaded: %s. Nothing was changed in the warehouse."
                        .formatted(header.run(), pipeline, finding),
                "bring back the former objects of the processed zone, or empty the warehouse with its"
                        + " ledger `tidemark.load_log` so that all runs are loaded again");
    }
}
