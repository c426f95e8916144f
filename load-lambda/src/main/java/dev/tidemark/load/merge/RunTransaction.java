package dev.tidemark.load.merge;

import dev.tidemark.load.ledger.RecordIds;
import dev.tidemark.load.target.Target;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The transaction that a run is loaded in, with what every merge needs of it.
///
/// @param largeRows from how many new versions on a fact gets a partition of its own
public record RunTransaction(
        Connection connection,
        String pipeline,
        RunNumber run,
        ModelFiles files,
        Progress progress,
        long largeRows,
        Attachments attachments) {

    public static RunTransaction of(
            Connection connection,
            String pipeline,
            RunNumber run,
            ModelFiles files,
            Progress progress,
            long largeRows) {
        return new RunTransaction(
                connection, pipeline, run, files, progress, largeRows, new Attachments());
    }

    /// Makes everything visible at once, so that whoever reads sees all of the run or nothing.
    /// Readers who stay are not waited for: a load must not depend on when an analyst goes home.
    public void commit() throws SQLException {
        if (attachments.commit(connection) == Attachments.Readers.STILL_THERE) {
            throw new ReadersStayed();
        }
    }

    /// What to type where a value does not fit. A run stays what the models made of it, so who corrects
    /// one has to leave the run out.
    String wayOut(Target target) {
        return "widen the column by a migration; or correct the model %s, and then leave this run out, and the next brings its rows:  tidemark skip %s --run %s --reason \"…\""
                .formatted(target.model().name(), pipeline, run);
    }

    RecordIds recordIds(String fact) {
        return new RecordIds(pipeline, fact);
    }

    /// Runs a statement and says how many rows it touched.
    long execute(String sql, long... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            return statement.executeLargeUpdate();
        }
    }

    /// Runs a statement that defines something: such statements take no parameters.
    public void define(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The single number that a query gives.
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
