package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `numeric(precision,scale)` of 19 to 38 digits, kept as a whole number of the smallest unit in 16 bytes: two's
/// complement, the highest byte first.
public record WideDecimalType(int precision, int scale) implements ColumnType {
    public static final int BYTES = 16;

    /// The digits that 16 bytes always hold.
    public static final int PRECISION_MAX = 38;

    public WideDecimalType {
        if (precision <= DecimalType.PRECISION_MAX
                || precision > PRECISION_MAX
                || scale < 0
                || scale > precision) {
            throw new IllegalArgumentException(
                    "numeric(%d,%d) is no decimal of %d to %d digits"
                            .formatted(
                                    precision,
                                    scale,
                                    DecimalType.PRECISION_MAX + 1,
                                    PRECISION_MAX));
        }
    }

    @Override
    public String name() {
        return "numeric(" + precision + "," + scale + ")";
    }

    @Override
    public Vector newVector() {
        return new BytesVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        BytesVector bytes = (BytesVector) into;
        WideNumericWire.decode(wire, offset, length, this, bytes.tail());
        bytes.addTail();
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        switch (from) {
            case LongVector longs -> NumericWire.encode(longs.at(row), scale, wire);
            default -> {
                byte[] text = text(from, row).getBytes(StandardCharsets.US_ASCII);
                NumericText.encode(text, 0, text.length, wire);
            }
        }
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.decimalType(scale, precision);
    }

    @Override
    public String text(Vector from, int row) {
        BytesVector bytes = (BytesVector) from;
        BigInteger unscaled = new BigInteger(bytes.array(), bytes.offset(row), bytes.length(row));
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    /// Decimals of the same scale and no more digits, so that no value needs rounding.
    @Override
    public boolean takes(ColumnType other) {
        return switch (other) {
            case WideDecimalType wide -> wide.scale == scale && wide.precision <= precision;
            case DecimalType decimal -> decimal.scale() == scale;
            default -> false;
        };
    }
}
