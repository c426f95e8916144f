package dev.tidemark.cli.show;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.avro.generic.GenericFixed;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// One value as text. Avro hands over some values as they are meant, and of others the stored number;
/// what that means is in the Parquet schema ("Logical Types" of the Parquet format).
final class Cell {

    private Cell() {}

    static @Nullable String text(Type field, @Nullable Object value) {
        return value == null ? null : spelled(meaning(field.getLogicalTypeAnnotation(), value));
    }

    private static Object meaning(@Nullable LogicalTypeAnnotation type, Object value) {
        return switch (type) {
            case DecimalLogicalTypeAnnotation decimal -> decimal(value, decimal.getScale());
            case DateLogicalTypeAnnotation date when value instanceof Integer days ->
                    LocalDate.ofEpochDay(days);
            case TimeLogicalTypeAnnotation time when value instanceof Number number ->
                    LocalTime.MIDNIGHT.plus(number.longValue(), unit(time.getUnit()));
            case UUIDLogicalTypeAnnotation uuid when value instanceof GenericFixed fixed ->
                    uuid(ByteBuffer.wrap(fixed.bytes()));
            case JsonLogicalTypeAnnotation json when value instanceof ByteBuffer bytes ->
                    new String(bytes(bytes), StandardCharsets.UTF_8);
            case TimestampLogicalTypeAnnotation timestamp when value instanceof Long number ->
                    instant(timestamp, number);
            case null, default -> value;
        };
    }

    private static String decimal(Object value, int scale) {
        BigDecimal number =
                switch (value) {
                    case BigDecimal ready -> ready;
                    case GenericFixed fixed -> new BigDecimal(new BigInteger(fixed.bytes()), scale);
                    case ByteBuffer bytes -> new BigDecimal(new BigInteger(bytes(bytes)), scale);
                    default -> BigDecimal.valueOf(((Number) value).longValue(), scale);
                };
        return number.toPlainString();
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Object instant(TimestampLogicalTypeAnnotation type, long sinceEpoch) {
        Instant instant = Instant.EPOCH.plus(sinceEpoch, unit(type.getUnit()));
        return type.isAdjustedToUTC() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }

    private static String spelled(Object value) {
        return switch (value) {
            case GenericFixed fixed -> "\\x" + HexFormat.of().formatHex(fixed.bytes());
            case ByteBuffer bytes -> "\\x" + HexFormat.of().formatHex(bytes(bytes));
            default -> value.toString();
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
