package dev.tidemark.column;

import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// A type whose values are kept as text in UTF-8, whatever the Postgres wire makes of them.
public sealed interface TextualType extends ColumnType permits TextType, JsonType, NumericType {
    @Override
    default Vector newVector() {
        return new BytesVector();
    }

    @Override
    default PrimitiveTypeName physical() {
        return PrimitiveTypeName.BINARY;
    }

    @Override
    default LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.stringType();
    }

    @Override
    default String text(Vector from, int row) {
        return ((BytesVector) from).text(row);
    }
}
