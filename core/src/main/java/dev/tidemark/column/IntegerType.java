package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `smallint`, `integer` and `bigint`: whole numbers of 2, 4 or 8 bytes.
public record IntegerType(int widthBytes) implements ColumnType {
    public static final IntegerType SMALLINT = new IntegerType(Short.BYTES);
    public static final IntegerType INTEGER = new IntegerType(Integer.BYTES);
    public static final IntegerType BIGINT = new IntegerType(Long.BYTES);

    public IntegerType {
        if (widthBytes != Short.BYTES && widthBytes != Integer.BYTES && widthBytes != Long.BYTES) {
            throw new IllegalArgumentException("no integer of " + widthBytes + " bytes");
        }
    }

    @Override
    public String name() {
        return switch (widthBytes) {
            case Short.BYTES -> "smallint";
            case Integer.BYTES -> "integer";
            default -> "bigint";
        };
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, widthBytes, this);
        ((LongVector) into)
                .add(
                        switch (widthBytes) {
                            case Short.BYTES -> BigEndian.shortAt(wire, offset);
                            case Integer.BYTES -> BigEndian.intAt(wire, offset);
                            default -> BigEndian.longAt(wire, offset);
                        });
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        long value = ((LongVector) from).at(row);
        requireRange(value);
        wire.writeInt(widthBytes);
        switch (widthBytes) {
            case Short.BYTES -> wire.writeShort((int) value);
            case Integer.BYTES -> wire.writeInt((int) value);
            default -> wire.writeLong(value);
        }
    }

    private void requireRange(long value) {
        int spare = Long.SIZE - widthBytes * Byte.SIZE;
        if (value << spare >> spare != value) {
            throw new ValueException("is out of the range of " + name());
        }
    }

    @Override
    public PrimitiveTypeName physical() {
        return widthBytes == Long.BYTES ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.intType(widthBytes * Byte.SIZE, true);
    }

    @Override
    public String text(Vector from, int row) {
        return Long.toString(((LongVector) from).at(row));
    }

    /// Integers of any width: a value that does not fit is refused when it is sent.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof IntegerType;
    }
}
