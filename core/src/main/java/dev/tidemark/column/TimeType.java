package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import java.time.Duration;
import java.util.Locale;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `time` without zone, kept as microseconds of the day. 24:00:00 is a value of its own in Postgres and stays one.
public record TimeType() implements ColumnType {
    private static final long DAY_MICROS = 86_400_000_000L;

    @Override
    public String name() {
        return "time";
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, Long.BYTES, this);
        ((LongVector) into).add(inRange(BigEndian.longAt(wire, offset)));
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.writeLong(wire, inRange(((LongVector) from).at(row)));
    }

    private static long inRange(long micros) {
        if (micros < 0 || micros > DAY_MICROS) {
            throw new ValueException("is out of the range of time");
        }
        return micros;
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.INT64;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS);
    }

    @Override
    public String text(Vector from, int row) {
        long micros = ((LongVector) from).at(row);
        Duration time = Duration.ofSeconds(micros / 1_000_000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%06d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                micros % 1_000_000);
    }
}
