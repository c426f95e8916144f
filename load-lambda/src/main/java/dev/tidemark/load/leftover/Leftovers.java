package dev.tidemark.load.leftover;

import dev.tidemark.load.ledger.Ledger;
import dev.tidemark.load.migration.MigrationFiles;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what runs of a pipeline have filled in the warehouse and its models fill no more. Nothing
/// else tells: it stays, grows old, and is read as if it were true.
///
/// @param processed the runs; of those in the warehouse, they say who filled what
public record Leftovers(Pipeline pipeline, RunLog<ProcessLog> processed, Connection connection) {

    /// One notice for each table and column, with the migration that drops it.
    ///
    /// @param models as the next run would make them
    /// @param tables those that the models fill, as far as they exist
    public List<String> notices(Collection<ProcessedModel> models, Map<String, TargetTable> tables)
            throws SQLException {
        Optional<Position> newest = new Ledger(pipeline.name()).position(connection);
        if (newest.isEmpty()) {
            return List.of();
        }
        var former = new FormerRuns(processed, newest.get());
        List<Leftover> found = new ArrayList<>();
        var columns = new FormerColumns(former, connection);
        for (ProcessedModel model : models) {
            if (tables.containsKey(model.name())) {
                found.addAll(columns.of(model, tables.get(model.name())));
            }
        }
        found.addAll(new FormerTables(pipeline, former, connection).beside(models));
        return worded(found);
    }

    private List<String> worded(List<Leftover> found) {
        if (!Files.isDirectory(pipeline.migrations())) {
            return found.stream()
                    .map(each -> each.notice("To drop it, to be typed by who owns it"))
                    .toList();
        }
        long number = new MigrationFiles(pipeline.migrations()).nextNumber();
        List<String> notices = new ArrayList<>();
        for (Leftover each : found) {
            String file = each.fileName(number + notices.size());
            notices.add(
                    each.notice(
                            "To drop it, add %s/warehouse/%s".formatted(pipeline.name(), file)));
        }
        return notices;
    }
}
