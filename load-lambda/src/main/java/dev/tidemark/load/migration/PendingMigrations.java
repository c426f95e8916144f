package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The files that the next load applies before it loads, in order.
///
/// @param own those of Tidemark's own schema
/// @param pipeline those of the pipeline's folder
public record PendingMigrations(List<String> own, List<String> pipeline) {

    public PendingMigrations {
        own = List.copyOf(own);
        pipeline = List.copyOf(pipeline);
    }

    /// Reads the histories, and writes nothing.
    ///
    /// @param session of the login of the migrations
    public static PendingMigrations of(Database database, Pipeline pipeline, Connection session) {
        DataSource shared = OneSession.of(session);
        return new PendingMigrations(
                History.own(database).pending(shared),
                History.of(database, pipeline)
                        .map(history -> history.pending(shared))
                        .orElse(List.of()));
    }

    /// The same in a session that cannot write.
    ///
    /// @param owner the login of the migrations
    public static PendingMigrations of(Login owner, Pipeline pipeline) {
        var database = new Database(owner, Map.of("default_transaction_read_only", "on"));
        try (Connection session = database.connect()) {
            return of(database, pipeline, session);
        } catch (SQLException e) {
            throw database.failure(e, "looking for pending migrations");
        }
    }

    public boolean areNone() {
        return own.isEmpty() && pipeline.isEmpty();
    }
}
