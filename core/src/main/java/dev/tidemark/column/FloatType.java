package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// `real`, NaN, infinities and negative zero included. Kept as a double, which holds every float exactly.
public record FloatType() implements ColumnType {
    @Override
    public String name() {
        return "real";
    }

    @Override
    public Vector newVector() {
        return new DoubleVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, Float.BYTES, this);
        ((DoubleVector) into).add(Float.intBitsToFloat(BigEndian.intAt(wire, offset)));
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.writeInt(wire, Float.floatToRawIntBits((float) ((DoubleVector) from).at(row)));
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.FLOAT;
    }

    @Override
    public @Nullable LogicalTypeAnnotation logical() {
        return null;
    }

    @Override
    public String text(Vector from, int row) {
        return Float.toString((float) ((DoubleVector) from).at(row));
    }
}
