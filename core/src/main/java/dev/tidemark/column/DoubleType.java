package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// `double precision`, NaN, infinities and negative zero included.
public record DoubleType() implements ColumnType {
    @Override
    public String name() {
        return "double precision";
    }

    @Override
    public Vector newVector() {
        return new DoubleVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, Double.BYTES, this);
        ((DoubleVector) into).add(Double.longBitsToDouble(BigEndian.longAt(wire, offset)));
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.writeLong(wire, Double.doubleToRawLongBits(((DoubleVector) from).at(row)));
    }

    /// A float too, which a double holds exactly.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof DoubleType || other instanceof FloatType;
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.DOUBLE;
    }

    @Override
    public @Nullable LogicalTypeAnnotation logical() {
        return null;
    }

    @Override
    public String text(Vector from, int row) {
        return Double.toString(((DoubleVector) from).at(row));
    }
}
