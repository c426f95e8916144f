package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.math.BigDecimal;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `numeric(precision,scale)` of at most 18 digits, kept as a whole number of the smallest unit: 12.34 is 1234.
public record DecimalType(int precision, int scale) implements ColumnType {
    /// The digits that a `long` always holds.
    public static final int PRECISION_MAX = 18;

    private static final int INT32_PRECISION_MAX = 9;

    public DecimalType {
        if (precision < 1 || precision > PRECISION_MAX || scale < 0 || scale > precision) {
            throw new IllegalArgumentException(
                    "numeric(%d,%d) is not kept: up to %d digits are"
                            .formatted(precision, scale, PRECISION_MAX));
        }
    }

    @Override
    public String name() {
        return "numeric(" + precision + "," + scale + ")";
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        ((LongVector) into).add(NumericWire.decode(wire, offset, length, this));
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        NumericWire.encode(((LongVector) from).at(row), scale, wire);
    }

    @Override
    public PrimitiveTypeName physical() {
        return precision <= INT32_PRECISION_MAX ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.decimalType(scale, precision);
    }

    @Override
    public String text(Vector from, int row) {
        return BigDecimal.valueOf(((LongVector) from).at(row), scale).toPlainString();
    }

    /// Decimals of the same scale and no more digits, so that no value needs rounding.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof DecimalType decimal
                && decimal.scale == scale
                && decimal.precision <= precision;
    }
}
