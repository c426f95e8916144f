package dev.tidemark.load.merge;

import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.History;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the partitions that small loads share, in a transaction of its own between the claim of a
/// run and its rows, so that every statement planned meanwhile knows them. The login of that
/// transaction owns the facts; the load's own need not.
///
/// @param transaction of the owner
public record RoomAhead(RunTransaction transaction) {

    /// Statements have long had their snapshot this time after they were planned.
    private static final Duration SETTLED = Duration.ofMillis(500);

    /// Record ids for later runs: when less is left, the next partition is made, so that nearly
    /// every run finds one that is known since an earlier run.
    private static final long SPARE = 500_000;

    /// The facts that have too little room for what the run brings. Asked by the run's own
    /// transaction: nearly always none has, and another connection would cost more than the rows.
    public static List<Target> lacking(RunTransaction run, List<Target> targets)
            throws SQLException {
        List<Target> lacking = new ArrayList<>();
        for (Target target : targets) {
            if (lacks(run, target, rows(run, target))) {
                lacking.add(target);
            }
        }
        return lacking;
    }

    private static boolean lacks(RunTransaction asking, Target target, long rows)
            throws SQLException {
        return rows > 0
                && target.table().isPartitioned()
                && !new Partitions(asking, target).hasRoom(first(asking, target), rows + SPARE);
    }

    private static long first(RunTransaction asking, Target target) throws SQLException {
        return asking.recordIds(target.table().name()).last(asking.connection()).orElse(0L) + 1;
    }

    /// The new versions that go the small way whatever the warehouse says of them: a login that may
    /// not make partitions has no other.
    private static long rows(RunTransaction asking, Target target) {
        long rows = target.model().rows();
        boolean small =
                target.table().ownership() == TargetTable.Ownership.FOREIGN
                        || rows < asking.largeRows();
        return small && target.model().history() == History.EVERY_VERSION ? rows : 0;
    }

    /// An empty partition too many does no harm.
    ///
    /// @param targets as the load's own login sees them
    public void make(List<Target> targets) throws SQLException {
        for (Target target : targets) {
            make(target);
        }
        Attachments.Readers readers = transaction.attachments().commit(transaction.connection());
        if (readers == Attachments.Readers.STILL_THERE) {
            transaction.connection().commit();
            Attachments.pause(SETTLED);
        }
    }

    private void make(Target target) throws SQLException {
        TargetTable seen = target.table();
        Optional<TargetTable> fact =
                Optional.ofNullable(
                        Catalog.read(transaction.connection(), seen.schema(), List.of(seen.name()))
                                .get(seen.name()));
        if (fact.filter(RoomAhead::isOurs).isPresent()) {
            make(new Target(target.model(), fact.get()), rows(transaction, target));
        }
    }

    private static boolean isOurs(TargetTable fact) {
        return fact.isPartitioned() && fact.ownership() == TargetTable.Ownership.OURS;
    }

    /// Whoever makes partitions at the same time waits for the lock, and then sees these.
    private void make(Target target, long rows) throws SQLException {
        transaction.define(
                "lock table %s in share update exclusive mode".formatted(target.table().sql()));
        if (lacks(transaction, target, rows)) {
            new Partitions(transaction, target).makeRoom(first(transaction, target), rows + SPARE);
        }
    }
}
