package dev.tidemark.ingest.source;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.catalog.Catalog;
import dev.tidemark.run.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Opens a session that sees what the leader sees.
final class WorkerSession {

    private WorkerSession() {}

    /// Empty when the source does not give one: then the leader reads alone.
    static Optional<Session> open(
            Source source, Session leader, Deadline deadline, Catalog catalog) {
        Session worker;
        try {
            worker = source.session(deadline);
        } catch (TidemarkFailure e) {
            return Optional.empty();
        }
        try {
            worker.begin();
            worker.adopt(export(leader));
            worker.lock(catalog.tables());
            return Optional.of(worker);
        } catch (SQLException e) {
            worker.abort();
            return Optional.empty();
        }
    }

    private static String export(Session leader) throws SQLException {
        try (Statement statement = leader.connection().createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }
}
