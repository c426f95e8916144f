package dev.tidemark.load.ledger;

import dev.tidemark.failure.TidemarkFailure;
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
///
/// @param warehouse as the load connects to it
/// @param owner as the migrations do, where they have a login of their own. It is asked where the load lacks the right,
///     which its next run grants to it
public record LoadedRuns(Database warehouse, Optional<Database> owner, String pipeline) {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String LACKING_RIGHT = "42501";

    private static final String NEWEST =
            """
            select run, loaded_at, attempt, rows_inserted + rows_updated as rows, rows_left, skipped
            from tidemark.load_log where pipeline = ? order by run desc limit ?
            """;

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /// @param reader the only login there is, or one that may read the ledger
    public LoadedRuns(Database reader, String pipeline) {
        this(reader, Optional.empty(), pipeline);
    }

    /// Newest first; empty in a warehouse that nothing was ever loaded into.
    public List<LedgerRow> newest(int limit) {
        return answer(connection -> newest(connection, limit), List.of());
    }

    private List<LedgerRow> newest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, pipeline);
            query.setInt(2, limit);
            return rows(query);
        }
    }

    /// The runs that wait to be loaded, of those that the processed zone holds. Refuses a zone that
    /// holds others than were loaded, as a load would.
    public Optional<Backlog<ProcessLog>> backlog(RunLog<ProcessLog> processed) {
        return Backlog.of("the warehouse " + warehouse.place(), position(), processed);
    }

    private Optional<Position> position() {
        return answer(new Ledger(pipeline)::position, Optional.empty());
    }

    /// @param none the answer of a warehouse without a ledger
    private <T> T answer(Question<T> question, T none) {
        try {
            return ask(warehouse, question, none);
        } catch (SQLException e) {
            if (LACKING_RIGHT.equals(e.getSQLState()) && owner.isPresent()) {
                return ofOwner(owner.get(), question, none);
            }
            throw failure(warehouse, e);
        }
    }

    private static <T> T ofOwner(Database owner, Question<T> question, T none) {
        try {
            return ask(owner, question, none);
        } catch (SQLException e) {
            throw failure(owner, e);
        }
    }

    private static <T> T ask(Database database, Question<T> question, T none) throws SQLException {
        try (Connection connection = database.connect()) {
            return question.ask(connection);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return none;
            }
            throw e;
        }
    }

    private static TidemarkFailure failure(Database database, SQLException e) {
        return database.failure(e, "reading the ledger");
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
