package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// Text in UTF-8 under the Postgres type it has: `text`, `varchar(3)`, `char(3)`, or `enum schema.name`, whose values
/// are their labels. The connection's client encoding must be UTF-8.
public record TextType(String name) implements ColumnType {
    public static final TextType TEXT = new TextType("text");

    public static TextType enumeration(String schema, String name) {
        return new TextType("enum " + schema + "." + name);
    }

    @Override
    public Vector newVector() {
        return new BytesVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        ((BytesVector) into).add(wire, offset, length);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        BytesVector bytes = (BytesVector) from;
        int length = bytes.length(row);
        wire.writeInt(length);
        wire.write(bytes.array(), bytes.offset(row), length);
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.BINARY;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.stringType();
    }

    @Override
    public String text(Vector from, int row) {
        return ((BytesVector) from).text(row);
    }

    /// Any text: the server refuses what is too long or no label.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof TextType;
    }
}
