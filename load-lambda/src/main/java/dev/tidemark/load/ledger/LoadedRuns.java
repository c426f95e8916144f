package dev.tidemark.load.ledger;

import dev.tidemark.postgres.Database;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the ledger for people: which runs of a pipeline are in the warehouse, and which are not yet.
public record LoadedRuns(Database warehouse, String pipeline) {

    private static final String UNDEFINED_TABLE = "42P01";

    private static final String NEWEST =
            """
            select run, loaded_at, attempt, rows_inserted + rows_updated as rows, rows_left, skipped
            from tidemark.load_log where pipeline = ? order by run desc limit ?
            """;

    /// Newest first; empty in a warehouse that nothing was ever loaded into.
    public List<LedgerRow> newest(int limit) {
        try (Connection connection = warehouse.connect();
                PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, pipeline);
            query.setInt(2, limit);
            return rows(query);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return List.of();
            }
            throw warehouse.failure(e, "reading the ledger");
        }
    }

    /// The runs that wait to be loaded, of those that the processed zone holds. Refuses a zone that
    /// holds others than were loaded, as a load would.
    public Optional<Backlog<ProcessLog>> backlog(RunLog<ProcessLog> processed) {
        return Backlog.of("the warehouse " + warehouse.place(), position(), processed);
    }

    private Optional<Position> position() {
        try (Connection connection = warehouse.connect()) {
            return new Ledger(pipeline).position(connection);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw warehouse.failure(e, "reading the ledger");
        }
    }

    private static List<LedgerRow> rows(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<LedgerRow> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(
                        new LedgerRow(
                                new RunNumber(row.getLong("run")),
                                row.getObject("loaded_at", OffsetDateTime.class).toInstant(),
                                new Attempt(row.getString("attempt")),
                                row.getLong("rows"),
                                row.getLong("rows_left"),
                                Optional.ofNullable(row.getString("skipped"))));
            }
            return rows;
        }
    }
}
