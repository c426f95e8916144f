package dev.tidemark.load.merge;

import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.History;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the partitions that small loads share, in a transaction of its own between the claim of a
/// run and its rows, so that every statement planned meanwhile knows them. The login of that
/// transaction owns the facts; the load's own need not.
///
/// @param transaction of the owner
/// @param loader what the load's own login may do
public record RoomAhead(RunTransaction transaction, String schema, Loader loader) {

    /// Who brings in the rows.
    public enum Loader {
        /// May make partitions itself: large loads bring their own.
        OWNER,
        /// May not: all rows need room.
        STRANGER
    }

    /// Statements have long had their snapshot this time after they were planned.
    private static final Duration SETTLED = Duration.ofMillis(500);

    /// Record ids for later runs: when less is left, the next partition is made, so that nearly
    /// every run finds one that is known since an earlier run.
    private static final long SPARE = 500_000;

    /// Whether a model may bring new versions.
    public static boolean concerns(ProcessedModel model) {
        return model.history() == History.EVERY_VERSION && model.rows() > 0;
    }

    /// An empty partition too many does no harm.
    public void make(List<ProcessedModel> models) throws SQLException {
        for (ProcessedModel model : models) {
            if (concerns(model)) {
                make(model);
            }
        }
        Attachments.Readers readers =
                transaction.attachments().keepReadersOut(transaction.connection());
        transaction.connection().commit();
        if (readers == Attachments.Readers.STILL_THERE) {
            Attachments.pause(SETTLED);
        }
    }

    private void make(ProcessedModel model) throws SQLException {
        Optional<TargetTable> fact =
                Optional.ofNullable(
                        Catalog.read(transaction.connection(), schema, List.of(model.name()))
                                .get(model.name()));
        if (fact.filter(this::isOurs).isPresent()) {
            make(model, fact.get());
        }
    }

    private boolean isOurs(TargetTable fact) {
        return fact.isPartitioned() && fact.ownership() == TargetTable.Ownership.OURS;
    }

    private void make(ProcessedModel model, TargetTable fact) throws SQLException {
        Optional<Long> last = transaction.recordIds(model.name()).last(transaction.connection());
        long first = last.orElse(0L) + 1;
        long rows = rows(model) + SPARE;
        var partitions = new Partitions(transaction, new Target(model, fact));
        if (rows > SPARE && !partitions.hasRoom(first, rows)) {
            // Whoever makes partitions at the same time waits here, and then sees these.
            transaction.define(
                    "lock table %s in share update exclusive mode".formatted(fact.sql()));
            partitions.makeRoom(first, rows);
        }
    }

    /// Those that go the small way whatever the warehouse says of them.
    private long rows(ProcessedModel model) {
        return loader == Loader.STRANGER || model.rows() < transaction.largeRows()
                ? model.rows()
                : 0;
    }
}
