package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `timestamp` or `timestamptz`, kept as microseconds since 1970-01-01 00:00: of a wall clock somewhere, or of UTC. The
/// wire counts from 2000-01-01 and keeps its extremes for the infinite ones.
public record TimestampType(Meaning meaning) implements ColumnType {
    public static final TimestampType LOCAL = new TimestampType(Meaning.WALL_CLOCK);
    public static final TimestampType INSTANT = new TimestampType(Meaning.INSTANT);

    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    /// What the number counts.
    public enum Meaning {
        WALL_CLOCK,
        INSTANT
    }

    @Override
    public String name() {
        return meaning == Meaning.INSTANT ? "timestamptz" : "timestamp";
    }

    @Override
    public Vector newVector() {
        return new LongVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, Long.BYTES, this);
        long micros = BigEndian.longAt(wire, offset);
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            throw new ValueException("is an infinite " + name() + ", which Parquet does not have");
        }
        if (micros > Long.MAX_VALUE - EPOCH_MICROS) {
            throw new ValueException(
                    "lies beyond the year 294246, further than Parquet microseconds reach");
        }
        ((LongVector) into).add(micros + EPOCH_MICROS);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        long micros = ((LongVector) from).at(row);
        if (micros <= Long.MIN_VALUE + EPOCH_MICROS) {
            throw new ValueException("is out of the range of " + name());
        }
        Wire.writeLong(wire, micros - EPOCH_MICROS);
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.INT64;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.timestampType(meaning == Meaning.INSTANT, TimeUnit.MICROS);
    }

    @Override
    public String text(Vector from, int row) {
        Instant instant = Instant.EPOCH.plus(((LongVector) from).at(row), ChronoUnit.MICROS);
        return meaning == Meaning.INSTANT
                ? instant.toString()
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
