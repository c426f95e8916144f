package dev.tidemark.ingest.catalog;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.TextType;
import dev.tidemark.column.Types;

/// A column as the catalog describes it. Of a domain, the type is the one below it.
///
/// @param spelled the type as `format_type` spells it
/// @param hidden what changes its values without touching a row: the default that older rows lack,
///     the expression that generates it, the labels of its enum
record FoundColumn(
        int number,
        String name,
        String typeSchema,
        String typeName,
        String typeKind,
        int modifier,
        String spelled,
        Column.Nullability nullability,
        String hidden) {

    /// What has no flat form travels as its text.
    Column column() {
        ColumnType type =
                Types.find(typeSchema, typeName, typeKind, modifier)
                        .orElseGet(() -> TextType.of(spelled));
        return new Column(name, type, nullability);
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
