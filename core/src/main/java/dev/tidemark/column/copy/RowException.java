package dev.tidemark.column.copy;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.RowKey;
import dev.tidemark.column.vector.ValueException;
import java.util.List;

/// A row that cannot be moved exactly, and where it stands: the rest of the row is in the batch, so that the one who
/// knows the table can name its key with [#key(List)].
public final class RowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Column column;
    private final transient ColumnBatch batch;
    private final int row;

    RowException(Column column, ColumnBatch batch, int row, ValueException cause) {
        super(
                "column %s (%s) %s"
                        .formatted(column.name(), column.type().name(), cause.getMessage()),
                cause);
        this.column = column;
        this.batch = batch;
        this.row = row;
    }

    public Column column() {
        return column;
    }

    public ColumnBatch batch() {
        return batch;
    }

    /// The row's position in the batch.
    public int row() {
        return row;
    }

    /// The row's key as messages may show it.
    public String key(List<String> keyColumns) {
        return RowKey.text(batch, row, keyColumns);
    }
}
