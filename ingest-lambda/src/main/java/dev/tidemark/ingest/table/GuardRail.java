package dev.tidemark.ingest.table;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.runlog.TableName;
import java.util.function.Predicate;

/// Stops a run that would delete suspiciously much, until somebody says that it is meant.
///
/// @param accepted tables whose deletions were confirmed by command
public record GuardRail(String pipeline, DeleteGuard guard, Predicate<TableName> accepted) {

    void check(TableName table, long rowsDeleted, long rowsBefore) {
        if (guard.stops(rowsDeleted, rowsBefore) && !accepted.test(table)) {
            throw TerminalFailure.world(
                    "%s lost %d of its %d rows: more than the guard rail lets pass. Nothing was published."
                            .formatted(table, rowsDeleted, rowsBefore),
                    "if that is meant, type  tidemark ingest %s --accept-deletes %s"
                            .formatted(pipeline, table));
        }
    }
}
