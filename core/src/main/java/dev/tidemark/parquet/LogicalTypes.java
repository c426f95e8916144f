package dev.tidemark.parquet;

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
import dev.tidemark.column.UuidType;
import dev.tidemark.column.WideDecimalType;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// What a column means, in the words of the footer (parquet-format, LogicalTypes.md): the logical type, and the older
/// converted type for readers that know no other.
final class LogicalTypes {
    private LogicalTypes() {}

    static void annotate(SchemaElement element, ColumnType type) {
        switch (type) {
            case BooleanType b -> {}
            case FloatType f -> {}
            case DoubleType d -> {}
            case BinaryType b -> {}
            case IntegerType integer -> annotate(element, integer);
            case DecimalType decimal ->
                    element.setConverted_type(ConvertedType.DECIMAL)
                            .setPrecision(decimal.precision())
                            .setScale(decimal.scale())
                            .setLogicalType(decimalType(decimal.precision(), decimal.scale()));
            case WideDecimalType decimal ->
                    element.setConverted_type(ConvertedType.DECIMAL)
                            .setPrecision(decimal.precision())
                            .setScale(decimal.scale())
                            .setLogicalType(decimalType(decimal.precision(), decimal.scale()));
            case TextType t -> annotateText(element);
            case NumericType n -> annotateText(element);
            case JsonType j -> annotateText(element);
            case UuidType u ->
                    element.setLogicalType(
                            LogicalType.UUID(new org.apache.parquet.format.UUIDType()));
            case DateType d ->
                    element.setConverted_type(ConvertedType.DATE)
                            .setLogicalType(
                                    LogicalType.DATE(new org.apache.parquet.format.DateType()));
            case TimeType t ->
                    element.setConverted_type(ConvertedType.TIME_MICROS)
                            .setLogicalType(LogicalType.TIME(timeType()));
            case TimestampType timestamp ->
                    element.setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                            .setLogicalType(LogicalType.TIMESTAMP(timestampType(timestamp)));
        }
    }

    private static void annotateText(SchemaElement element) {
        element.setConverted_type(ConvertedType.UTF8)
                .setLogicalType(LogicalType.STRING(new StringType()));
    }

    private static void annotate(SchemaElement element, IntegerType type) {
        int bits = type.widthBytes() * Byte.SIZE;
        element.setConverted_type(ConvertedType.valueOf("INT_" + bits))
                .setLogicalType(LogicalType.INTEGER(new IntType((byte) bits, true)));
    }

    private static LogicalType decimalType(int precision, int scale) {
        return LogicalType.DECIMAL(new org.apache.parquet.format.DecimalType(scale, precision));
    }

    private static org.apache.parquet.format.TimeType timeType() {
        return new org.apache.parquet.format.TimeType(false, TimeUnit.MICROS(new MicroSeconds()));
    }

    private static org.apache.parquet.format.TimestampType timestampType(TimestampType type) {
        return new org.apache.parquet.format.TimestampType(
                type.equals(TimestampType.INSTANT), TimeUnit.MICROS(new MicroSeconds()));
    }

    /// The type of a column in a file that another program wrote, or empty when it has none here.
    static Optional<ColumnType> find(SchemaElement element) {
        if (!element.isSetType()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                element.isSetLogicalType() ? logical(element) : converted(element));
    }

    private static @Nullable ColumnType logical(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return switch (logical.getSetField()) {
            case STRING, ENUM -> text(element);
            case JSON -> json(element);
            case UUID -> isFixed(element) ? new UuidType() : null;
            case DATE -> element.getType() == Type.INT32 ? new DateType() : null;
            case DECIMAL -> decimal(element, logical.getDECIMAL());
            case INTEGER -> integer(element, logical.getINTEGER());
            case TIME -> time(element, logical.getTIME());
            case TIMESTAMP -> timestamp(element, logical.getTIMESTAMP());
            default -> null;
        };
    }

    private static @Nullable ColumnType text(SchemaElement element) {
        return element.getType() == Type.BYTE_ARRAY ? TextType.TEXT : null;
    }

    private static @Nullable ColumnType json(SchemaElement element) {
        return element.getType() == Type.BYTE_ARRAY ? JsonType.JSON : null;
    }

    private static boolean isFixed(SchemaElement element) {
        return element.getType() == Type.FIXED_LEN_BYTE_ARRAY
                && element.getType_length() == Schemas.FIXED_BYTES;
    }

    private static @Nullable ColumnType decimal(
            SchemaElement element, org.apache.parquet.format.DecimalType decimal) {
        return decimal(element, decimal.getPrecision(), decimal.getScale());
    }

    private static @Nullable ColumnType decimal(SchemaElement element, int precision, int scale) {
        if (precision < 1
                || precision > WideDecimalType.PRECISION_MAX
                || scale < 0
                || scale > precision) {
            return null;
        }
        if (precision > DecimalType.PRECISION_MAX) {
            return isFixed(element) ? new WideDecimalType(precision, scale) : null;
        }
        boolean whole = element.getType() == Type.INT32 || element.getType() == Type.INT64;
        return whole ? new DecimalType(precision, scale) : null;
    }

    private static @Nullable ColumnType integer(SchemaElement element, IntType type) {
        if (!type.isIsSigned()) {
            return null;
        }
        return switch (type.getBitWidth()) {
            case 8, 16 -> element.getType() == Type.INT32 ? IntegerType.SMALLINT : null;
            case 32 -> element.getType() == Type.INT32 ? IntegerType.INTEGER : null;
            case 64 -> element.getType() == Type.INT64 ? IntegerType.BIGINT : null;
            default -> null;
        };
    }

    private static @Nullable ColumnType time(
            SchemaElement element, org.apache.parquet.format.TimeType type) {
        boolean kept =
                element.getType() == Type.INT64
                        && type.getUnit().isSetMICROS()
                        && !type.isIsAdjustedToUTC();
        return kept ? new TimeType() : null;
    }

    private static @Nullable ColumnType timestamp(
            SchemaElement element, org.apache.parquet.format.TimestampType type) {
        if (element.getType() != Type.INT64 || !type.getUnit().isSetMICROS()) {
            return null;
        }
        return type.isIsAdjustedToUTC() ? TimestampType.INSTANT : TimestampType.LOCAL;
    }

    private static @Nullable ColumnType converted(SchemaElement element) {
        if (!element.isSetConverted_type()) {
            return plain(element);
        }
        return switch (element.getConverted_type()) {
            case UTF8, ENUM -> text(element);
            case JSON -> json(element);
            case DATE -> element.getType() == Type.INT32 ? new DateType() : null;
            case DECIMAL -> decimal(element, element.getPrecision(), element.getScale());
            case INT_8, INT_16 -> element.getType() == Type.INT32 ? IntegerType.SMALLINT : null;
            case INT_32 -> element.getType() == Type.INT32 ? IntegerType.INTEGER : null;
            case INT_64 -> element.getType() == Type.INT64 ? IntegerType.BIGINT : null;
            // Without a logical type both are adjusted to UTC (LogicalTypes.md, compatibility).
            case TIMESTAMP_MICROS -> element.getType() == Type.INT64 ? TimestampType.INSTANT : null;
            default -> null;
        };
    }

    private static @Nullable ColumnType plain(SchemaElement element) {
        return switch (element.getType()) {
            case BOOLEAN -> new BooleanType();
            case INT32 -> IntegerType.INTEGER;
            case INT64 -> IntegerType.BIGINT;
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case BYTE_ARRAY -> new BinaryType();
            default -> null;
        };
    }
}
