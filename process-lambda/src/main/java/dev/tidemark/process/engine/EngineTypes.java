package dev.tidemark.process.engine;

import dev.tidemark.column.BinaryType;
import dev.tidemark.column.BooleanType;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.DateType;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.DoubleType;
import dev.tidemark.column.FloatType;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.JsonType;
import dev.tidemark.column.NumericType;
import dev.tidemark.column.TextType;
import dev.tidemark.column.TimeType;
import dev.tidemark.column.TimestampType;
import dev.tidemark.column.Types;
import dev.tidemark.column.UuidType;
import dev.tidemark.column.WideDecimalType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DuckDB's names of the types that are moved.
public final class EngineTypes {

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    private EngineTypes() {}

    /// @param name as query logs spell a type
    public static String toEngine(String name) {
        return toEngine(
                Types.parse(name)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no type of a query log: " + name)));
    }

    private static String toEngine(ColumnType type) {
        return switch (type) {
            case BooleanType b -> "BOOLEAN";
            case IntegerType integer ->
                    switch (integer.widthBytes()) {
                        case Short.BYTES -> "SMALLINT";
                        case Integer.BYTES -> "INTEGER";
                        default -> "BIGINT";
                    };
            case DecimalType decimal -> decimal(decimal.precision(), decimal.scale());
            case WideDecimalType decimal -> decimal(decimal.precision(), decimal.scale());
            case FloatType f -> "FLOAT";
            case DoubleType d -> "DOUBLE";
            case TextType text -> "VARCHAR";
            case NumericType numeric -> "VARCHAR";
            case JsonType json -> "VARCHAR";
            case BinaryType binary -> "BLOB";
            case UuidType uuid -> "UUID";
            case DateType date -> "DATE";
            case TimeType time -> "TIME";
            case TimestampType timestamp ->
                    switch (timestamp.meaning()) {
                        case WALL_CLOCK -> "TIMESTAMP";
                        case INSTANT -> "TIMESTAMP WITH TIME ZONE";
                    };
        };
    }

    private static String decimal(int precision, int scale) {
        return "DECIMAL(%d,%d)".formatted(precision, scale);
    }

    /// How query logs spell the type of a result's column; empty for one that is not moved.
    public static Optional<String> fromEngine(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return Types.parse("numeric(%s,%s)".formatted(decimal.group(1), decimal.group(2)))
                    .map(ColumnType::name);
        }
        return switch (type) {
            case "BOOLEAN" -> Optional.of("boolean");
            case "TINYINT", "SMALLINT" -> Optional.of("smallint");
            case "INTEGER" -> Optional.of("integer");
            case "BIGINT" -> Optional.of("bigint");
            case "FLOAT" -> Optional.of("real");
            case "DOUBLE" -> Optional.of("double precision");
            case "VARCHAR" -> Optional.of("text");
            case "JSON" -> Optional.of("json");
            case "BLOB" -> Optional.of("bytea");
            case "UUID" -> Optional.of("uuid");
            case "DATE" -> Optional.of("date");
            case "TIME" -> Optional.of("time");
            case "TIMESTAMP" -> Optional.of("timestamp");
            case "TIMESTAMP WITH TIME ZONE" -> Optional.of("timestamptz");
            default -> Optional.empty();
        };
    }

    /// What to write in a model instead of a type that is not moved.
    public static String mend(String type, String column) {
        return switch (type) {
            case "HUGEINT", "UHUGEINT" ->
                    "a sum of whole numbers has this type: cast(… as bigint) as %s, or decimal(38, 0) for more digits"
                            .formatted(column);
            case "UTINYINT", "USMALLINT" -> "cast(… as integer) as " + column;
            case "UINTEGER" -> "cast(… as bigint) as " + column;
            case "UBIGINT" -> "cast(… as decimal(20, 0)) as " + column;
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                    "cast(… as timestamp) as " + column;
            default -> "cast(… as string) as " + column;
        };
    }
}
