package dev.tidemark.cli.plan;

import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.runlog.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several runs looked at as one: what any of them does to a table, all together do.
final class MergedTables {

    private MergedTables() {}

    /// @param runs the tables of each run, in the order of the runs
    static List<IngestedTable> of(Collection<List<IngestedTable>> runs) {
        Map<TableName, IngestedTable> merged = new LinkedHashMap<>();
        for (List<IngestedTable> run : runs) {
            run.forEach(table -> merged.merge(table.name(), table, MergedTables::merged));
        }
        return List.copyOf(merged.values());
    }

    private static IngestedTable merged(IngestedTable before, IngestedTable after) {
        return new IngestedTable(
                after.name(),
                mode(before.mode(), after.mode()),
                after.fingerprint(),
                after.columns(),
                after.key(),
                after.rowsInSource(),
                before.rowsUpserted() + after.rowsUpserted(),
                before.rowsDeleted() + after.rowsDeleted(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Mode mode(Mode before, Mode after) {
        return switch (after) {
            case FULL, GONE, SKIPPED -> after;
            case DELTA -> isWhole(before) ? Mode.FULL : before == Mode.SKIPPED ? before : after;
            case UNCHANGED -> isWhole(before) ? Mode.FULL : before;
        };
    }

    private static boolean isWhole(Mode mode) {
        return mode == Mode.FULL || mode == Mode.GONE;
    }
}
