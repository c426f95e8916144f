package dev.tidemark.ingest.source;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.postgres.Database;
import java.sql.SQLException;
import java.util.Set;

/// What an exception of the driver means in a session whose limits of time are our own.
final class SourceFailure {

    /// A statement, a transaction that took too long.
    private static final Set<String> CUT_OFF = Set.of("57014", "25P04");

    private SourceFailure() {}

    /// @param doing what was being done, such as `reading public.payment`
    static TidemarkFailure of(Database source, SQLException e, String doing) {
        TidemarkFailure failure = source.failure(e, doing);
        return CUT_OFF.contains(String.valueOf(e.getSQLState()))
                ? new TransientFailure(
                        failure.what()
                                + ". Where nobody cancelled it, the time of this invocation, or that a snapshot may be held, is up. Nothing was published.",
                        "give the function more time or memory, or make this read from a machine, by the command `ingest`",
                        e)
                : failure;
    }
}
