package dev.tidemark.cli.show;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.avro.generic.GenericFixed;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// One value as text. Avro hands over the stored number of a decimal, date or time; what it means
/// is in the Parquet schema ("Logical Types" of the Parquet format).
final class Cell {

    private Cell() {}

    static @Nullable String text(Type field, @Nullable Object value) {
        return value == null ? null : printable(meaning(field.getLogicalTypeAnnotation(), value));
    }

    private static Object meaning(@Nullable LogicalTypeAnnotation type, Object value) {
        return switch (type) {
            case DecimalLogicalTypeAnnotation decimal ->
                    new BigDecimal(unscaled(value), decimal.getScale()).toPlainString();
            case DateLogicalTypeAnnotation date when value instanceof Integer days ->
                    LocalDate.ofEpochDay(days);
            case TimeLogicalTypeAnnotation time when value instanceof Number number ->
                    LocalTime.MIDNIGHT.plus(number.longValue(), unit(time.getUnit()));
            case TimestampLogicalTypeAnnotation timestamp when value instanceof Long number ->
                    instant(timestamp, number);
            case null, default -> value;
        };
    }

    private static BigInteger unscaled(Object value) {
        return switch (value) {
            case GenericFixed fixed -> new BigInteger(fixed.bytes());
            case ByteBuffer bytes -> new BigInteger(bytes(bytes));
            default -> BigInteger.valueOf(((Number) value).longValue());
        };
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

    /// In one line: a control character could play tricks with a terminal.
    private static String printable(Object value) {
        String text =
                switch (value) {
                    case GenericFixed fixed -> "\\x" + HexFormat.of().formatHex(fixed.bytes());
                    case ByteBuffer bytes -> "\\x" + HexFormat.of().formatHex(bytes(bytes));
                    default -> value.toString();
                };
        return text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
