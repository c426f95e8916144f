package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// `boolean`: one byte on the wire, 0 or 1 in the vector.
public record BooleanType() implements ColumnType {
    @Override
    public String name() {
        return "boolean";
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, 1, this);
        ((LongVector) into).add(wire[offset] == 0 ? 0 : 1);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        wire.writeInt(1);
        wire.write((int) ((LongVector) from).at(row));
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.BOOLEAN;
    }

    @Override
    public @Nullable LogicalTypeAnnotation logical() {
        return null;
    }

    @Override
    public String text(Vector from, int row) {
        return String.valueOf(((LongVector) from).at(row) != 0);
    }
}
