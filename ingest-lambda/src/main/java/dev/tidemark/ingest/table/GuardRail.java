package dev.tidemark.ingest.table;

import dev.tidemark.failure.ShellWord;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.runlog.TableName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Predicate;

/// Stops a run that would delete suspiciously much, until somebody says that it is meant.
///
/// @param accepted tables whose deletions were confirmed by command
public record GuardRail(String pipeline, DeleteGuard guard, Predicate<TableName> accepted) {

    public void check(TableName table, long rowsDeleted, long rowsBefore) {
        if (guard.stops(rowsDeleted, rowsBefore) && !accepted.test(table)) {
            throw TerminalFailure.world(
                    "%s lost %d of its %d rows (%s %%): more than the guard rail lets pass, which is %s %% (deletes.max_share) and %d rows (deletes.min_rows). Ingest published nothing."
                            .formatted(
                                    table,
                                    rowsDeleted,
                                    rowsBefore,
                                    percent((double) rowsDeleted / rowsBefore),
                                    percent(guard.shareMax()),
                                    guard.rowsMin()),
                    "if that is meant, type  tidemark run %1$s --accept-deletes %2$s  (or `ingest` for `run`: then `run` follows; once for each table that is meant, and `plan` names them all)"
                            .formatted(pipeline, ShellWord.of(table.toString())));
        }
    }

    private static String percent(double share) {
        return new BigDecimal(share * 100)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
