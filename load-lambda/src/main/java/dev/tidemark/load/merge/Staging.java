package dev.tidemark.load.merge;

import dev.tidemark.column.Columns;
import dev.tidemark.lake.DataFile;
import dev.tidemark.load.target.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/// The rows and the left keys of one model in temporary tables with the columns of the target. They
/// vanish with the transaction, whatever becomes of it.
final class Staging {

    /// The rows that the run brings.
    static final String ROWS = "pg_temp.tidemark_rows";

    /// The keys that left the model and are not among the rows.
    static final String LEFT = "pg_temp.tidemark_left";

    private final RunTransaction transaction;
    private final Target target;

    Staging(RunTransaction transaction, Target target) {
        this.transaction = transaction;
        this.target = target;
    }

    /// Fills both tables and says how many rows there are; refuses keys that are doubled or null.
    long fill() throws SQLException {
        long rows = fill(ROWS, target.columns(), target.model().files());
        new Keys(transaction, target).requireUnique(ROWS);
        fill(LEFT, target.columns().project(target.key()), target.model().leftFiles());
        return rows;
    }

    void drop() throws SQLException {
        transaction.define("drop table %s, %s".formatted(ROWS, LEFT));
    }

    private long fill(String staging, Columns columns, List<DataFile> files) throws SQLException {
        transaction.define(
                "create temporary table %s on commit drop as select %s from %s with no data"
                        .formatted(staging, Target.list(columns.names()), target.table().sql()));
        if (files.isEmpty()) {
            return 0;
        }
        long rows =
                new RowCopy(transaction, target)
                        .copy(staging, columns, files, columns.names(), UnaryOperator.identity());
        transaction.define("analyze " + staging);
        return rows;
    }
}
