package dev.tidemark.load;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a model in a run, as a test writes it down.
record ModelRows(
        String name,
        ModelKind kind,
        History history,
        List<String> key,
        Columns columns,
        List<@Nullable Object[]> rows,
        List<@Nullable Object[]> left,
        boolean complete) {

    static ModelRows customers() {
        return new ModelRows(
                "dim_customer",
                ModelKind.DIMENSION,
                History.LATEST,
                List.of("customer_id"),
                Columns.of(
                        Column.nullable("customer_id", IntegerType.INTEGER),
                        Column.nullable("name", TextType.TEXT),
                        Column.nullable("city", TextType.TEXT)),
                List.of(),
                List.of(),
                false);
    }

    static ModelRows orders() {
        return new ModelRows(
                "fact_order",
                ModelKind.FACT,
                History.EVERY_VERSION,
                List.of("order_id"),
                Columns.of(
                        Column.nullable("order_id", IntegerType.INTEGER),
                        Column.nullable("customer_id", IntegerType.INTEGER),
                        Column.nullable("amount", new DecimalType(10, 2)),
                        Column.nullable("note", TextType.TEXT)),
                List.of(),
                List.of(),
                false);
    }

    /// With one more row; values in the order of the columns.
    ModelRows row(@Nullable Object... values) {
        return with(appended(rows, values), left, complete);
    }

    /// With one more key that left the model.
    ModelRows left(Object... keyValues) {
        return with(rows, appended(left, keyValues), complete);
    }

    /// The rows are all that there are.
    ModelRows whole() {
        return with(rows, left, true);
    }

    ModelRows withColumns(Columns other) {
        return new ModelRows(name, kind, history, key, other, rows, left, complete);
    }

    /// As a check knows the model: without rows.
    ProcessedModel processed() {
        return new ProcessedModel(
                name,
                kind,
                history,
                ProcessedModel.Outcome.RAN,
                "definition",
                List.of(),
                key,
                columns.list().stream()
                        .map(c -> new TableColumn(c.name(), c.type().name(), true))
                        .toList(),
                true,
                0,
                0,
                List.of(),
                List.of());
    }

    static ColumnBatch batch(Columns columns, List<@Nullable Object[]> rows) {
        ColumnBatch batch = ColumnBatch.of(columns);
        for (@Nullable Object[] row : rows) {
            for (int column = 0; column < columns.size(); column++) {
                add(batch.vector(column), row[column]);
            }
        }
        return batch;
    }

    private static void add(Vector vector, @Nullable Object value) {
        switch (value) {
            case null -> vector.addNull();
            case String text when vector instanceof BytesVector bytes -> bytes.add(text);
            case String decimal ->
                    ((LongVector) vector).add(new BigDecimal(decimal).unscaledValue().longValue());
            case Number number -> ((LongVector) vector).add(number.longValue());
            default -> throw new IllegalArgumentException("no value of a test: " + value);
        }
    }

    private static List<@Nullable Object[]> appended(
            List<@Nullable Object[]> rows, @Nullable Object[] row) {
        List<@Nullable Object[]> more = new ArrayList<>(rows);
        more.add(row);
        return more;
    }

    private ModelRows with(
            List<@Nullable Object[]> newRows,
            List<@Nullable Object[]> newLeft,
            boolean isComplete) {
        return new ModelRows(name, kind, history, key, columns, newRows, newLeft, isComplete);
    }
}
