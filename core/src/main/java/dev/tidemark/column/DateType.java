package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import java.time.LocalDate;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `date`, kept as days since 1970-01-01 in the Gregorian calendar. The wire counts from 2000-01-01 and keeps its
/// extremes for the infinite dates.
public record DateType() implements ColumnType {
    private static final int EPOCH_DAYS = 10_957;

    @Override
    public String name() {
        return "date";
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, Integer.BYTES, this);
        int days = BigEndian.intAt(wire, offset);
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            throw new ValueException("is an infinite date, which Parquet does not have");
        }
        ((LongVector) into).add(inRange((long) days + EPOCH_DAYS));
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.writeInt(wire, inRange(((LongVector) from).at(row) - EPOCH_DAYS));
    }

    private static int inRange(long days) {
        if (days <= Integer.MIN_VALUE || days >= Integer.MAX_VALUE) {
            throw new ValueException("is out of the range of date");
        }
        return (int) days;
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.INT32;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.dateType();
    }

    @Override
    public String text(Vector from, int row) {
        return LocalDate.ofEpochDay(((LongVector) from).at(row)).toString();
    }
}
