package dev.tidemark.load.merge;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import dev.tidemark.load.target.Target;
import java.util.ArrayList;
import java.util.List;

/// Gives rows their record ids on the way, in the order in which they come.
final class NumberedRows {

    private final Target target;
    private final Columns columns;
    private final LongVector ids = new LongVector();
    private long next;

    private NumberedRows(Target target, Columns columns, long next) {
        this.target = target;
        this.columns = columns;
        this.next = next;
    }

    static NumberedRows of(Target target, long first) {
        return new NumberedRows(
                target, with(target.recordId(), recordIdType(target), target.columns()), first);
    }

    /// The record id, then the model's columns.
    Columns columns() {
        return columns;
    }

    ColumnBatch number(ColumnBatch batch) {
        ids.clear();
        List<Vector> vectors = new ArrayList<>();
        vectors.add(ids);
        for (int column = 0; column < batch.columns().size(); column++) {
            vectors.add(batch.vector(column));
        }
        for (int row = 0; row < batch.rows(); row++) {
            ids.add(next++);
        }
        return ColumnBatch.of(
                with(target.recordId(), IntegerType.BIGINT, batch.columns()), vectors);
    }

    private static IntegerType recordIdType(Target target) {
        return target.table()
                .column(target.recordId())
                .flatMap(column -> column.moved())
                .filter(IntegerType.class::isInstance)
                .map(IntegerType.class::cast)
                .orElseThrow();
    }

    private static Columns with(String recordId, IntegerType type, Columns others) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.required(recordId, type));
        columns.addAll(others.list());
        return Columns.of(columns);
    }
}
