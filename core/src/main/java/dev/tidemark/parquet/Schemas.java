package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/// The schema of flat columns: as parquet-java's encoders know it, and as the footer spells it.
final class Schemas {
    /// What a column of a fixed length takes: a uuid, and a decimal of up to 38 digits.
    static final int FIXED_BYTES = 16;

    private static final String ROOT = "row";

    private Schemas() {}

    static PrimitiveType primitive(Column column) {
        Repetition repetition = column.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return Types.primitive(column.type().physical(), repetition)
                .length(length(column.type()))
                .as(column.type().logical())
                .named(column.name());
    }

    static List<SchemaElement> elements(Columns columns) {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement(ROOT).setNum_children(columns.size()));
        columns.list().forEach(column -> elements.add(element(column)));
        return elements;
    }

    static Type type(ColumnType type) {
        return type.physical() == PrimitiveTypeName.BINARY
                ? Type.BYTE_ARRAY
                : Type.valueOf(type.physical().name());
    }

    /// Both types of a fixed length take 16 bytes; to others it means nothing.
    private static int length(ColumnType type) {
        return type.physical() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY ? FIXED_BYTES : 0;
    }

    private static SchemaElement element(Column column) {
        SchemaElement element =
                new SchemaElement(column.name())
                        .setType(type(column.type()))
                        .setRepetition_type(
                                column.isNullable()
                                        ? FieldRepetitionType.OPTIONAL
                                        : FieldRepetitionType.REQUIRED);
        if (length(column.type()) > 0) {
            element.setType_length(length(column.type()));
        }
        LogicalTypes.annotate(element, column.type());
        return element;
    }
}
