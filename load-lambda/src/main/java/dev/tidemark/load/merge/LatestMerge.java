package dev.tidemark.load.merge;

import static dev.tidemark.load.merge.Staging.LEFT;
import static dev.tidemark.load.merge.Staging.ROWS;

import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Merges rows into a table that holds the newest version only. A key that left the model stays,
/// for the facts that name it, with the run in which it left.
record LatestMerge(RunTransaction transaction, Target target) implements Merge {

    private static final String DELETED = '"' + Contract.DELETED_RUN + '"';

    @Override
    public TableChange run() throws SQLException {
        var staging = new Staging(transaction, target);
        long staged = staging.fill();
        long left = left();
        long updated = update();
        long inserted = insert();
        staging.drop();
        return new TableChange(
                target.model().name(), inserted, updated, staged - inserted - updated, left);
    }

    /// A key that is deleted and returns lives again, changed or not.
    private long update() throws SQLException {
        List<String> sets =
                new ArrayList<>(
                        target.values().stream()
                                .map(name -> Target.list(List.of(name)))
                                .map(name -> name + " = s." + name)
                                .toList());
        sets.add(DELETED + " = null");
        return transaction.execute(
                "update %s as t set %s from %s as s where %s and (t.%s is not null or %s)"
                        .formatted(
                                target.table().sql(),
                                sets.stream().collect(Collectors.joining(", ")),
                                ROWS,
                                Target.equal("t", "s", target.key()),
                                DELETED,
                                Target.distinct("t", "s", target.values())));
    }

    private long insert() throws SQLException {
        return transaction.execute(
                """
                insert into %1$s (%2$s)
                select %3$s from %4$s as s where not exists (select from %1$s as t where %5$s)
                order by %6$s
                """
                        .formatted(
                                target.table().sql(),
                                Target.list(target.names()),
                                Target.list("s", target.names()),
                                ROWS,
                                Target.equal("t", "s", target.key()),
                                Target.list("s", target.key())));
    }

    private long left() throws SQLException {
        String gone =
                target.model().complete()
                        ? "not exists (select from %s as s where %s)"
                                .formatted(ROWS, Target.equal("s", "t", target.key()))
                        : "exists (select from %s as l where %s) and not exists (select from %s as s where %s)"
                                .formatted(
                                        LEFT,
                                        Target.equal("l", "t", target.key()),
                                        ROWS,
                                        Target.equal("s", "t", target.key()));
        return transaction.execute(
                "update %s as t set %s = ? where t.%s is null and %s"
                        .formatted(target.table().sql(), DELETED, DELETED, gone),
                transaction.run().value());
    }
}
