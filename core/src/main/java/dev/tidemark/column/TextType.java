package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;

/// Text in UTF-8 under the Postgres type it has: `text`, `varchar(3)`, `char(3)`, `enum schema.name`, whose values are
/// their labels, or `text of interval`, the canonical text of a type that has no flat form. The connection's client
/// encoding must be UTF-8.
public record TextType(String name) implements TextualType {
    public static final TextType TEXT = new TextType("text");

    private static final String CAST = "text of ";

    public static TextType enumeration(String schema, String name) {
        return new TextType("enum " + schema + "." + name);
    }

    /// The text of a type that has no flat form: what a cast to `text` makes of its values.
    ///
    /// @param type as `format_type` spells it
    public static TextType of(String type) {
        return new TextType(CAST + type);
    }

    /// Whether values become text by a cast in the source.
    public boolean isCast() {
        return name.startsWith(CAST);
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        ((BytesVector) into).add(wire, offset, length);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.writeBytes(wire, (BytesVector) from, row);
    }

    /// Whatever is kept as text: the server refuses what is too long or no label.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof TextType
                || other instanceof JsonType
                || other instanceof NumericType;
    }
}
