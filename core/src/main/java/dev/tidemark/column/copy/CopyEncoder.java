package dev.tidemark.column.copy;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import org.jspecify.annotations.Nullable;

/// Turns column batches into the bytes that `COPY … FROM STDIN (FORMAT binary)` takes: the header, then every batch, then
/// the trailer. All three return the same buffer, whose content is to be sent before the next call.
public final class CopyEncoder {
    private static final int BUFFER_BYTES_MAX = 256 << 20;

    private final Columns target;
    private final Bytes wire = new Bytes(BUFFER_BYTES_MAX);
    private @Nullable Columns accepted;

    /// `target` are the columns of the COPY statement with the types of the table: a binary COPY converts nothing.
    public CopyEncoder(Columns target) {
        this.target = target;
    }

    public Bytes header() {
        wire.clear();
        byte[] signature = CopyFormat.signature();
        wire.write(signature, 0, signature.length);
        wire.writeInt(0);
        wire.writeInt(0);
        return wire;
    }

    /// All rows of the batch, whose columns are the target's by position. A value that the target's type does not hold
    /// throws a [RowException].
    public Bytes rows(ColumnBatch batch) {
        accept(batch.columns());
        wire.clear();
        int rows = batch.rows();
        for (int row = 0; row < rows; row++) {
            wire.writeShort(target.size());
            for (int i = 0; i < target.size(); i++) {
                write(batch, i, row);
            }
        }
        return wire;
    }

    public Bytes trailer() {
        wire.clear();
        wire.writeShort(CopyFormat.TRAILER);
        return wire;
    }

    private void write(ColumnBatch batch, int column, int row) {
        Vector vector = batch.vector(column);
        if (vector.isNull(row)) {
            wire.writeInt(CopyFormat.NULL_LENGTH);
            return;
        }
        ColumnType type = target.at(column).type();
        try {
            type.encode(vector, row, wire);
        } catch (ValueException e) {
            throw new RowException(target.at(column), batch, row, e);
        }
    }

    private void accept(Columns columns) {
        if (accepted != null && columns.equals(accepted)) {
            return;
        }
        if (columns.size() != target.size()) {
            throw new IllegalArgumentException(
                    "%d columns for a COPY of %d".formatted(columns.size(), target.size()));
        }
        for (int i = 0; i < columns.size(); i++) {
            Column from = columns.at(i);
            Column to = target.at(i);
            if (!to.type().takes(from.type())) {
                throw new IllegalArgumentException(
                        "column %s holds %s, which column %s of type %s does not take"
                                .formatted(
                                        from.name(),
                                        from.type().name(),
                                        to.name(),
                                        to.type().name()));
            }
        }
        accepted = columns;
    }
}
