package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;

/// `json` or `jsonb`, kept as its text: blanks, doubled keys and long numbers stay what they are.
///
/// Parquet says text and not JSON: what Postgres takes for JSON, a lone surrogate for one, stricter readers refuse, and
/// the whole file with it.
public record JsonType(Form form) implements TextualType {
    public static final JsonType JSON = new JsonType(Form.TEXT);
    public static final JsonType JSONB = new JsonType(Form.BINARY);

    /// What `jsonb_send` puts before the text.
    private static final int VERSION = 1;

    /// How Postgres stores a value: as it was written, or taken apart.
    public enum Form {
        TEXT,
        BINARY
    }

    @Override
    public String name() {
        return form == Form.BINARY ? "jsonb" : "json";
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        int version = form == Form.BINARY ? 1 : 0;
        if (version > 0 && (length == 0 || wire[offset] != VERSION)) {
            throw new ValueException("came as jsonb of an unknown version");
        }
        ((BytesVector) into).add(wire, offset + version, length - version);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        BytesVector bytes = (BytesVector) from;
        if (form == Form.TEXT) {
            Wire.writeBytes(wire, bytes, row);
            return;
        }
        wire.writeInt(1 + bytes.length(row));
        wire.write(VERSION);
        wire.write(bytes.array(), bytes.offset(row), bytes.length(row));
    }

    /// Any text: the server refuses what is no JSON.
    @Override
    public boolean takes(ColumnType other) {
        return other instanceof JsonType || other instanceof TextType;
    }
}
