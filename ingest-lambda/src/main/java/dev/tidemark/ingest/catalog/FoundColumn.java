package dev.tidemark.ingest.catalog;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Types;
import java.util.Optional;

/// A column as the catalog describes it, whether Tidemark can move it or not.
///
/// @param hidden what changes its values without touching a row: the default that older rows lack,
///     the expression that generates it, the labels of its enum
record FoundColumn(
        int number,
        String name,
        String typeSchema,
        String typeName,
        String typeKind,
        int modifier,
        Column.Nullability nullability,
        String hidden) {

    Optional<Column> column() {
        Optional<ColumnType> type = Types.find(typeSchema, typeName, typeKind, modifier);
        return type.map(known -> new Column(name, known, nullability));
    }

    String description() {
        return String.join(
                "\u001f",
                Integer.toString(number),
                name,
                typeSchema,
                typeName,
                Integer.toString(modifier),
                hidden);
    }
}
