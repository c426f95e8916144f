package dev.tidemark.load.merge;

import static dev.tidemark.load.merge.Staging.LEFT;
import static dev.tidemark.load.merge.Staging.ROWS;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.ledger.RecordIds;
import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.load.target.Target;
import dev.tidemark.postgres.Identifier;
import java.sql.SQLException;
import java.util.Optional;

/// Merges rows into a fact that keeps every version: a row that differs from the live version of
/// its key becomes a version of its own. The live version is the one that is not superseded; a key
/// that left the model has none, so that a row that returns is a new version again.
record VersionMerge(RunTransaction transaction, Target target) implements Merge {

    /// The rows that become versions, numbered from 1 in the order of their keys.
    private static final String CHANGE = "pg_temp.tidemark_change";

    @Override
    public TableChange run() throws SQLException {
        RecordIds ids = transaction.recordIds(target.table().name());
        Optional<Long> last = ids.last(transaction.connection());
        if (last.isEmpty()) {
            requireEmpty();
        }
        long next = last.orElse(0L) + 1;
        var partitions = new Partitions(transaction, target);
        if (last.isEmpty() && partitions.takesLarge(target.model().rows())) {
            return firstLoad(partitions, ids, next);
        }
        return merge(partitions, ids, next);
    }

    /// Nothing to compare with: rows go straight into a partition of their own.
    private TableChange firstLoad(Partitions partitions, RecordIds ids, long next)
            throws SQLException {
        long rows = target.model().rows();
        long first = Math.max(next, partitions.end());
        var build = new PartitionBuild(transaction, target, first, rows);
        build.create();
        NumberedRows numbered = NumberedRows.of(target, first);
        new RowCopy(transaction, target)
                .copy(
                        build.sql(),
                        numbered.columns(),
                        target.model().files(),
                        target.names(),
                        numbered::number);
        build.index();
        new Keys(transaction, target).requireUnique(build.sql());
        build.attach();
        ids.give(transaction.connection(), transaction.run().value(), first, rows);
        return new TableChange(target.model().name(), rows, 0, 0, 0);
    }

    private TableChange merge(Partitions partitions, RecordIds ids, long next) throws SQLException {
        var staging = new Staging(transaction, target);
        long staged = staging.fill();
        long left = left();
        long changed = findChanges();
        if (changed > 0) {
            long first = append(partitions, next, changed);
            supersede(first);
            ids.give(transaction.connection(), transaction.run().value(), first, changed);
        }
        transaction.define("drop table " + CHANGE);
        staging.drop();
        return new TableChange(target.model().name(), changed, 0, staged - changed, left);
    }

    private long findChanges() throws SQLException {
        transaction.define(
                """
                create temporary table %s on commit drop as
                select row_number() over (order by %s) as tidemark_ordinal,
                    live.%s as tidemark_previous, %s
                from %s as s
                left join (
                    select f.* from %s as f where not exists (select from %s as e where e.%s = f.%s)
                ) as live on %s
                where live.%s is null or %s
                """
                        .formatted(
                                CHANGE,
                                Target.list("s", target.key()),
                                recordId(),
                                Target.list("s", target.names()),
                                ROWS,
                                target.table().sql(),
                                target.superseded(),
                                recordId(),
                                recordId(),
                                Target.equal("live", "s", target.key()),
                                recordId(),
                                target.distinct("live", "s")));
        return transaction.number("select count(*) from " + CHANGE);
    }

    /// Returns the record id of the first new version.
    private long append(Partitions partitions, long next, long changed) throws SQLException {
        if (!partitions.takesLarge(changed)) {
            partitions.makeRoom(next, changed);
            insert(target.table().sql(), next);
            return next;
        }
        long first = Math.max(next, partitions.end());
        var build = new PartitionBuild(transaction, target, first, changed);
        build.create();
        insert(build.sql(), first);
        build.index();
        build.attach();
        return first;
    }

    private void insert(String table, long first) throws SQLException {
        transaction.execute(
                """
                insert into %s (%s, %s)
                select cast(? as bigint) - 1 + c.tidemark_ordinal, %s
                from %s as c order by c.tidemark_ordinal
                """
                        .formatted(
                                table,
                                recordId(),
                                Target.list(target.names()),
                                Target.list("c", target.names()),
                                CHANGE),
                first);
    }

    private void supersede(long first) throws SQLException {
        transaction.execute(
                """
                insert into %s (%s, superseded_by, run)
                select c.tidemark_previous, cast(? as bigint) - 1 + c.tidemark_ordinal, ?
                from %s as c where c.tidemark_previous is not null order by c.tidemark_previous
                """
                        .formatted(target.superseded(), recordId(), CHANGE),
                first,
                transaction.run().value());
    }

    /// A deletion supersedes the live version by nothing.
    private long left() throws SQLException {
        if (!target.model().complete() && target.model().leftFiles().isEmpty()) {
            return 0;
        }
        String leaving = target.model().complete() ? "" : "%s as l join ".formatted(LEFT);
        String matching =
                target.model().complete() ? "" : " on " + Target.equal("f", "l", target.key());
        return transaction.execute(
                """
                insert into %1$s (%2$s, superseded_by, run)
                select f.%2$s, null, ? from %3$s%4$s as f%5$s
                where not exists (select from %1$s as e where e.%2$s = f.%2$s)
                    and not exists (select from %6$s as s where %7$s)
                order by f.%2$s
                """
                        .formatted(
                                target.superseded(),
                                recordId(),
                                leaving,
                                target.table().sql(),
                                matching,
                                ROWS,
                                Target.equal("s", "f", target.key())),
                transaction.run().value());
    }

    private void requireEmpty() throws SQLException {
        boolean empty =
                transaction.number(
                                "select count(*) from (select from %s limit 1) as f"
                                        .formatted(target.table().sql()))
                        == 0;
        if (!empty) {
            throw TerminalFailure.world(
                    "%s holds rows, but the ledger knows of none: new record ids would meet theirs"
                            .formatted(target.table()),
                    "bring back tidemark.load_log and tidemark.load_log_fact, or empty the table");
        }
    }

    private String recordId() {
        return Identifier.quote(target.recordId());
    }
}
