package dev.tidemark.load.merge;

import static dev.tidemark.load.merge.Staging.LEFT;
import static dev.tidemark.load.merge.Staging.ROWS;

import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        TableChange change = merge(staged, left);
        staging.drop();
        return change;
    }

    /// One statement, so that foreign keys are checked when all rows are there: members may name
    /// each other. It updates first, so that a new member may have what a changed one gave up.
    private TableChange merge(long staged, long left) throws SQLException {
        String sql =
                """
                with updated as (%s returning 1), inserted as (%s returning 1)
                select (select count(*) from updated), (select count(*) from inserted)
                """
                        .formatted(update(), insert());
        try (Statement statement = transaction.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long updated = row.getLong(1);
            long inserted = row.getLong(2);
            long unchanged = staged - inserted - updated;
            return new TableChange(target.model().name(), inserted, updated, unchanged, left);
        }
    }

    /// A key that is deleted and returns lives again, changed or not.
    private String update() {
        String sets =
                target.values().stream()
                        .map(name -> Target.list(List.of(name)))
                        .map(name -> name + " = s." + name + ", ")
                        .collect(Collectors.joining());
        return "update %s as t set %s%s = null from %s as s where %s and (t.%s is not null or %s)"
                .formatted(
                        target.table().sql(),
                        sets,
                        DELETED,
                        ROWS,
                        Target.equal("t", "s", target.key()),
                        DELETED,
                        target.distinct("t", "s"));
    }

    private String insert() {
        return """
        insert into %1$s (%2$s)
        select %3$s from %4$s as s
        where (select count(*) from updated) >= 0
            and not exists (select from %1$s as t where %5$s)
        order by %6$s
        """
                .formatted(
                        target.table().sql(),
                        Target.list(target.names()),
                        Target.list("s", target.names()),
                        ROWS,
                        Target.equal("t", "s", target.key()),
                        Target.list("s", target.key()));
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
