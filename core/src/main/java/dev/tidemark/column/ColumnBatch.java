package dev.tidemark.column;

import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.util.List;

/// Rows on their way, kept column by column: one vector for each column, all of the same size. Made once and filled
/// again and again, so whoever receives a batch uses it before giving it back.
public final class ColumnBatch {
    /// Rows after which a batch is full.
    public static final int ROWS_MAX = 8_192;

    /// Bytes after which a batch is full, whatever its rows; the row that passes it still belongs to it.
    public static final long FULL_BYTES = 4 << 20;

    private final Columns columns;
    private final List<Vector> vectors;

    private ColumnBatch(Columns columns, List<Vector> vectors) {
        if (vectors.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "%d vectors for %d columns".formatted(vectors.size(), columns.size()));
        }
        this.columns = columns;
        this.vectors = vectors;
    }

    /// An empty batch with vectors of its own.
    public static ColumnBatch of(Columns columns) {
        return of(
                columns, columns.list().stream().map(column -> column.type().newVector()).toList());
    }

    /// A batch over vectors that others fill too: so columns are added, dropped or renamed without a copy.
    public static ColumnBatch of(Columns columns, List<? extends Vector> vectors) {
        return new ColumnBatch(columns, List.copyOf(vectors));
    }

    /// The named columns over the same vectors: what changes here changes there.
    public ColumnBatch project(List<String> names) {
        List<Vector> kept = names.stream().map(name -> vectors.get(columns.indexOf(name))).toList();
        return new ColumnBatch(columns.project(names), kept);
    }

    public Columns columns() {
        return columns;
    }

    public int rows() {
        return vectors.isEmpty() ? 0 : vectors.getLast().size();
    }

    public Vector vector(int column) {
        return vectors.get(column);
    }

    public Vector vector(String column) {
        return vectors.get(columns.indexOf(column));
    }

    public LongVector longs(String column) {
        return (LongVector) vector(column);
    }

    public DoubleVector doubles(String column) {
        return (DoubleVector) vector(column);
    }

    public BytesVector bytes(String column) {
        return (BytesVector) vector(column);
    }

    /// A value as text for messages and tests; `null` as that word.
    public String text(int column, int row) {
        Vector vector = vectors.get(column);
        return vector.isNull(row) ? "null" : columns.at(column).type().text(vector, row);
    }

    /// Appends a row of another batch with the same columns.
    public void addRow(ColumnBatch from, int row) {
        for (int i = 0; i < vectors.size(); i++) {
            vectors.get(i).addFrom(from.vectors.get(i), row);
        }
    }

    public boolean isFull() {
        return rows() >= ROWS_MAX || bytes() >= FULL_BYTES;
    }

    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < vectors.size(); i++) {
            bytes += vectors.get(i).bytes();
        }
        return bytes;
    }

    public void clear() {
        vectors.forEach(Vector::clear);
    }

    /// Drops the rows from `rows` on, half-written ones too.
    public void truncate(int rows) {
        vectors.forEach(vector -> vector.truncate(rows));
    }
}
