package dev.tidemark.column;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one table of the types that are moved: by name, and by what the Postgres catalog says.
public final class Types {
    private static final int VARLENA_HEADER = 4;
    private static final Pattern NUMERIC =
            Pattern.compile("numeric(\\((\\d{1,4}),(-?\\d{1,4})\\))?");
    private static final Pattern TEXT =
            Pattern.compile(
                    "text|(varchar|char)(\\(\\d{1,8}\\))?|enum .+|text of .+", Pattern.DOTALL);

    /// Types whose name says everything, under the name that `pg_type.typname` has.
    private static final Map<String, ColumnType> BY_CATALOG_NAME =
            Map.ofEntries(
                    Map.entry("bool", new BooleanType()),
                    Map.entry("int2", IntegerType.SMALLINT),
                    Map.entry("int4", IntegerType.INTEGER),
                    Map.entry("int8", IntegerType.BIGINT),
                    Map.entry("float4", new FloatType()),
                    Map.entry("float8", new DoubleType()),
                    Map.entry("text", TextType.TEXT),
                    Map.entry("json", JsonType.JSON),
                    Map.entry("jsonb", JsonType.JSONB),
                    Map.entry("bytea", new BinaryType()),
                    Map.entry("uuid", new UuidType()),
                    Map.entry("date", new DateType()),
                    Map.entry("time", new TimeType()),
                    Map.entry("timestamp", TimestampType.LOCAL),
                    Map.entry("timestamptz", TimestampType.INSTANT));

    private Types() {}

    /// The type of a column by its catalog entry (`pg_namespace.nspname`, `pg_type.typname`, `pg_type.typtype`,
    /// `pg_attribute.atttypmod`), or empty when it has no flat form: then its text is moved, as [TextType#of(String)].
    public static Optional<ColumnType> find(String schema, String name, String kind, int modifier) {
        if (kind.equals("e")) {
            return Optional.of(TextType.enumeration(schema, name));
        }
        if (!kind.equals("b") || !schema.equals("pg_catalog")) {
            return Optional.empty();
        }
        return switch (name) {
            case "numeric" -> Optional.of(numeric(modifier));
            case "varchar" -> Optional.of(new TextType("varchar" + length(modifier)));
            case "bpchar" -> Optional.of(new TextType("char" + length(modifier)));
            default -> Optional.ofNullable(BY_CATALOG_NAME.get(name));
        };
    }

    private static String length(int modifier) {
        return modifier < VARLENA_HEADER ? "" : "(" + (modifier - VARLENA_HEADER) + ")";
    }

    /// Precision in the upper, scale in the lower 11 bits, signed (Postgres source, `make_numeric_typmod`).
    private static ColumnType numeric(int modifier) {
        if (modifier < VARLENA_HEADER) {
            return NumericType.UNBOUNDED;
        }
        int packed = modifier - VARLENA_HEADER;
        return numeric((packed >> 16) & 0xFFFF, ((packed & 0x7FF) ^ 1024) - 1024);
    }

    private static ColumnType numeric(int precision, int scale) {
        if (precision < 1
                || precision > WideDecimalType.PRECISION_MAX
                || scale < 0
                || scale > precision) {
            return new NumericType("numeric(" + precision + "," + scale + ")");
        }
        return precision <= DecimalType.PRECISION_MAX
                ? new DecimalType(precision, scale)
                : new WideDecimalType(precision, scale);
    }

    /// The type of that [ColumnType#name()].
    public static Optional<ColumnType> parse(String name) {
        Matcher numeric = NUMERIC.matcher(name);
        if (numeric.matches()) {
            return Optional.of(
                    numeric.group(1) == null
                            ? NumericType.UNBOUNDED
                            : numeric(
                                    Integer.parseInt(numeric.group(2)),
                                    Integer.parseInt(numeric.group(3))));
        }
        if (TEXT.matcher(name).matches()) {
            return Optional.of(new TextType(name));
        }
        return plain().stream().filter(type -> type.name().equals(name)).findFirst();
    }

    static List<ColumnType> plain() {
        return List.copyOf(BY_CATALOG_NAME.values());
    }
}
