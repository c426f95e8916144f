package dev.tidemark.ingest.source;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Timeout;
import java.sql.SQLException;

/// What an exception of the driver means in a session whose limits of time are our own.
final class SourceFailure {

    private SourceFailure() {}

    /// @param doing what was being done, such as `reading public.payment`
    static TidemarkFailure of(Database source, SQLException e, String doing) {
        TidemarkFailure failure = source.failure(e, doing);
        return Timeout.cutOff(e)
                ? new TransientFailure(
                        failure.what()
                                + ". Where nobody cancelled it, the time of this invocation, or that a snapshot may be held, is up. Nothing was published.",
                        "give the function more time or memory, or make this read from a machine, by the command `ingest`",
                        e)
                : failure;
    }
}
