package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// How the values of a column are kept in a vector, on the Postgres wire and in Parquet, the same value in all three.
///
/// A new type is one record here and one line in [Types]. What a type cannot keep exactly it refuses with a
/// [dev.tidemark.column.vector.ValueException].
public sealed interface ColumnType
        permits BooleanType,
                IntegerType,
                DecimalType,
                WideDecimalType,
                FloatType,
                DoubleType,
                TextualType,
                BinaryType,
                UuidType,
                DateType,
                TimeType,
                TimestampType {
    /// The type as query logs, Parquet metadata and messages spell it, such as `numeric(10,2)`. [Types#parse] reads it.
    String name();

    Vector newVector();

    /// Appends a value in the binary wire format. `length` is what the sender announced; another than the type's is
    /// refused.
    void decode(byte[] wire, int offset, int length, Vector into);

    /// Writes the value of a row that is not null: its length as four bytes, then its binary wire format.
    void encode(Vector from, int row, Bytes wire);

    PrimitiveTypeName physical();

    @Nullable LogicalTypeAnnotation logical();

    /// The value of a row that is not null, as a reader of messages knows it.
    String text(Vector from, int row);

    /// Whether values kept as that type can be sent as this one; [#encode] still checks each value's range.
    default boolean takes(ColumnType other) {
        return equals(other);
    }
}
