package dev.tidemark.load.merge;

import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.History;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Makes the partitions that a run may need for a load whose own login may not: in a transaction of
/// the login that owns the facts, before the run's. An empty partition too many does no harm.
///
/// @param transaction of the owner
public record RoomAhead(RunTransaction transaction, String schema) {

    public void make(List<ProcessedModel> models) throws SQLException {
        for (ProcessedModel model : models) {
            if (model.history() == History.EVERY_VERSION && model.rows() > 0) {
                make(model);
            }
        }
        transaction.connection().commit();
    }

    private void make(ProcessedModel model) throws SQLException {
        Optional<TargetTable> fact =
                Optional.ofNullable(
                        Catalog.read(transaction.connection(), schema, List.of(model.name()))
                                .get(model.name()));
        if (fact.filter(TargetTable::isPartitioned).isEmpty()) {
            return;
        }
        // Whoever makes partitions at the same time waits here, and then sees these.
        transaction.define(
                "lock table %s in share update exclusive mode".formatted(fact.get().sql()));
        long last = transaction.recordIds(model.name()).last(transaction.connection()).orElse(0L);
        new Partitions(transaction, new Target(model, fact.get())).makeRoom(last + 1, model.rows());
    }
}
