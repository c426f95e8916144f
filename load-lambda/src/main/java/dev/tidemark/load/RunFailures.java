package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Timeout;
import dev.tidemark.run.RunNumber;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Says which table and constraint refused the rows of a run. Never what the rows contain.
record RunFailures(Database warehouse, String pipeline, RunNumber run) {

    /// What the name of a partition adds to that of its fact.
    private static final Pattern PARTITION = Pattern.compile("_p\\d+$");

    TidemarkFailure of(SQLException e) {
        if (Timeout.cutOff(e)) {
            return outOfTime(e);
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "23503" ->
                    refused(e, "name a member that a dimension does not have")
                            .orElseGet(() -> other(e));
            case "23502" -> refused(e, "lack a value").orElseGet(() -> other(e));
            case "23505", "23514", "23P01" ->
                    refused(e, "violate a constraint").orElseGet(() -> other(e));
            default -> other(e);
        };
    }

    private TidemarkFailure outOfTime(SQLException e) {
        return new TransientFailure(
                "loading run %s took longer than this call may, and was undone".formatted(run),
                "give the function more time or memory, or make this load from a machine, where a statement may take %d minutes:  tidemark load %s"
                        .formatted(Limits.DEFAULT.statement().toMinutes(), pipeline),
                e);
    }

    private TidemarkFailure other(SQLException e) {
        return warehouse.failure(e, "loading run %s".formatted(run));
    }

    /// The exception is not kept as a cause: its detail quotes values.
    private Optional<TidemarkFailure> refused(SQLException e, String finding) {
        return Optional.ofNullable(server(e))
                .map(
                        server ->
                                TerminalFailure.world(
                                        "run %s: rows for %s.%s %s%s. Nothing of the run was loaded."
                                                .formatted(
                                                        run,
                                                        server.getSchema(),
                                                        table(server),
                                                        finding,
                                                        where(server)),
                                        "let the warehouse take them; or correct the source or the model, and then leave this run out, and the next brings its rows:  tidemark skip %s --run %s --reason \"…\""
                                                .formatted(pipeline, run)));
    }

    private static String table(ServerErrorMessage server) {
        String name = server.getTable();
        return name == null ? "a table" : PARTITION.matcher(name).replaceFirst("");
    }

    private static String where(ServerErrorMessage server) {
        if (server.getConstraint() != null) {
            return " (constraint " + server.getConstraint() + ")";
        }
        return server.getColumn() == null ? "" : " (column " + server.getColumn() + ")";
    }

    private static @Nullable ServerErrorMessage server(SQLException e) {
        return e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }
}
