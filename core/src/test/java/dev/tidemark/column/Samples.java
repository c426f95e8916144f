package dev.tidemark.column;

import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values that are hard on every type, and batches of random ones.
public final class Samples {
    private static final long DAY_MICROS = 86_400_000_000L;

    /// 4713-11-24 BC, the first day that Postgres knows.
    private static final long FIRST_DAY = -2_440_588;

    private static final Map<ColumnType, List<Object>> HARD = new LinkedHashMap<>();

    static {
        HARD.put(new BooleanType(), List.of(0L, 1L));
        HARD.put(
                IntegerType.SMALLINT,
                List.of(0L, -1L, (long) Short.MIN_VALUE, (long) Short.MAX_VALUE));
        HARD.put(
                IntegerType.INTEGER,
                List.of(0L, -1L, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE));
        HARD.put(IntegerType.BIGINT, List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
        HARD.put(
                new DecimalType(9, 0),
                List.of(0L, -1L, 999_999_999L, -999_999_999L, 10_000L, 10_001L));
        HARD.put(
                new DecimalType(10, 2),
                List.of(0L, 1L, -1L, 1234L, -100L, 9_999_999_999L, -9_999_999_999L));
        HARD.put(new DecimalType(5, 3), List.of(0L, 5L, -99_999L, 99_999L, 12_340L));
        HARD.put(
                new DecimalType(18, 18),
                List.of(0L, 1L, -1L, 999_999_999_999_999_999L, -123_456_789_012_345_678L));
        HARD.put(
                new DecimalType(18, 0),
                List.of(0L, 7L, 999_999_999_999_999_999L, -100_000_000_000_000_000L));
        HARD.put(new WideDecimalType(19, 0), List.of("0", "1", "-1", "9999999999999999999"));
        HARD.put(
                new WideDecimalType(38, 10),
                List.of(
                        "0",
                        "-1",
                        "18446744073709551616",
                        "-18446744073709551615",
                        "99999999999999999999999999999999999999",
                        "-99999999999999999999999999999999999999"));
        HARD.put(
                new WideDecimalType(38, 38),
                List.of("0", "1", "-99999999999999999999999999999999999999", "5000"));
        HARD.put(
                NumericType.UNBOUNDED,
                List.of(
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "0",
                        "0.0000",
                        "-0.00010",
                        "1.50",
                        "10000",
                        "123456789".repeat(30) + "." + "0".repeat(50) + "7"));
        HARD.put(new NumericType("numeric(40,2)"), List.of("12345678901234567890123456789.10"));
        HARD.put(new NumericType("numeric(5,-2)"), List.of("1234500", "-100"));
        HARD.put(
                new FloatType(),
                List.of(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        (double) Float.MIN_VALUE,
                        (double) 0.1f));
        HARD.put(
                new UuidType(),
                List.of(
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
        HARD.put(new BinaryType(), List.of("", "\u0000", "é\u0000\uffff", "x".repeat(70_000)));
        HARD.put(JsonType.JSON, json());
        HARD.put(JsonType.JSONB, json());
        HARD.put(TextType.of("interval"), List.of("1 mon -00:00:01", ""));
        HARD.put(
                new DoubleType(),
                List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, -1.5));
        HARD.put(
                TextType.TEXT,
                List.of(
                        "",
                        " ",
                        "NULL",
                        "O'Keefe",
                        "a\\b\"c;--$$",
                        "😀 İı ğ",
                        "08841",
                        "x".repeat(70_000)));
        HARD.put(new TextType("varchar(3)"), List.of("GBP", "", "€"));
        HARD.put(TextType.enumeration("public", "TransactionType"), List.of("SALE", "PURCHASE"));
        HARD.put(new DateType(), List.of(0L, -1L, 20_000L, FIRST_DAY, 2_145_042_541L - 3_652_425L));
        HARD.put(new TimeType(), List.of(0L, 1L, DAY_MICROS - 1, DAY_MICROS, 45_296_789_000L));
        HARD.put(TimestampType.LOCAL, timestamps());
        HARD.put(TimestampType.INSTANT, timestamps());
    }

    private Samples() {}

    private static List<Object> json() {
        return List.of(
                "null",
                "{\"a\": 1, \"a\":  2}",
                "\"\\u0000 \\ud800\"",
                "1e400",
                "0.10000000000000000000000000000000001");
    }

    private static List<Object> timestamps() {
        return List.of(
                0L,
                1L,
                -1L,
                1_667_485_210_000_000L,
                1_667_485_210_962_000L,
                FIRST_DAY * DAY_MICROS);
    }

    public static List<ColumnType> types() {
        return List.copyOf(HARD.keySet());
    }

    /// A required and a nullable column of every type.
    public static Columns columns() {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : HARD.keySet()) {
            columns.add(Column.required(type.name() + " required", type));
            columns.add(Column.nullable(type.name() + " \"nullable\"", type));
        }
        return Columns.of(columns);
    }

    /// Every hard value of every type at least once, and nulls among them.
    public static ColumnBatch hard() {
        ColumnBatch batch = ColumnBatch.of(columns());
        for (int row = 0; row < 24; row++) {
            for (int i = 0; i < batch.columns().size(); i++) {
                List<Object> values = hard(batch.columns().at(i).type());
                boolean isNull =
                        batch.columns().at(i).isNullable() && row % (values.size() + 1) == 0;
                add(batch, i, isNull ? null : values.get(row % values.size()));
            }
        }
        return batch;
    }

    /// Random rows of the same columns, hard values among them.
    public static ColumnBatch random(Random random, int rows) {
        ColumnBatch batch = ColumnBatch.of(columns());
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < batch.columns().size(); i++) {
                Column column = batch.columns().at(i);
                boolean isNull = column.isNullable() && random.nextInt(5) == 0;
                add(batch, i, isNull ? null : value(column.type(), random));
            }
        }
        return batch;
    }

    private static Object value(ColumnType type, Random random) {
        List<Object> hard = hard(type);
        if (random.nextInt(50) == 0) {
            return hard.get(random.nextInt(hard.size()));
        }
        return switch (type) {
            case BooleanType b -> (long) random.nextInt(2);
            case IntegerType integer -> random.nextLong() >> (64 - 8 * integer.widthBytes());
            case DecimalType decimal ->
                    random.nextLong() % (long) Math.pow(10, decimal.precision());
            case WideDecimalType wide ->
                    new BigInteger(125, random)
                            .remainder(BigInteger.TEN.pow(wide.precision()))
                            .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1))
                            .toString();
            case NumericType n ->
                    new BigDecimal(new BigInteger(300, random), random.nextInt(90)).toPlainString();
            case FloatType f -> (double) (float) random.nextGaussian();
            case DoubleType d -> random.nextGaussian();
            case UuidType u -> new UUID(random.nextLong(), random.nextLong()).toString();
            case JsonType j -> "[" + random.nextLong() + "]";
            case BinaryType b -> Long.toString(random.nextLong(), 36);
            case TextType t -> Long.toString(random.nextLong(), 36).substring(random.nextInt(5));
            case DateType d -> (long) random.nextInt(-700_000, 700_000);
            case TimeType t -> random.nextLong(DAY_MICROS);
            case TimestampType t ->
                    random.nextLong(-60_000_000_000_000_000L, 60_000_000_000_000_000L);
        };
    }

    private static List<Object> hard(ColumnType type) {
        return Objects.requireNonNull(HARD.get(type));
    }

    private static void add(ColumnBatch batch, int column, @Nullable Object value) {
        Vector vector = batch.vector(column);
        if (value == null) {
            vector.addNull();
            return;
        }
        switch (vector) {
            case LongVector longs -> longs.add((Long) value);
            case DoubleVector doubles -> doubles.add((Double) value);
            case BytesVector bytes -> add(bytes, batch.columns().at(column).type(), (String) value);
        }
    }

    private static void add(BytesVector bytes, ColumnType type, String value) {
        switch (type) {
            case UuidType u -> {
                UUID uuid = UUID.fromString(value);
                bytes.tail().writeLong(uuid.getMostSignificantBits());
                bytes.tail().writeLong(uuid.getLeastSignificantBits());
                bytes.addTail();
            }
            case WideDecimalType w -> {
                BigInteger unscaled = new BigInteger(value);
                bytes.tail().writeLong(unscaled.shiftRight(Long.SIZE).longValue());
                bytes.tail().writeLong(unscaled.longValue());
                bytes.addTail();
            }
            default -> bytes.add(value);
        }
    }

    /// The rows of a batch as text, for comparing.
    public static List<List<String>> rows(ColumnBatch batch) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < batch.columns().size(); i++) {
                values.add(batch.vector(i).isNull(row) ? "∅" : batch.text(i, row));
            }
            rows.add(values);
        }
        return rows;
    }
}
