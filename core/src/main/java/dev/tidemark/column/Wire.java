package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.ValueException;

/// What the wire formats have in common.
final class Wire {
    private Wire() {}

    static void requireLength(int length, int expected, ColumnType type) {
        if (length != expected) {
            throw new ValueException(
                    "came as %d bytes where %s takes %d".formatted(length, type.name(), expected));
        }
    }

    static void writeBytes(Bytes wire, BytesVector from, int row) {
        int length = from.length(row);
        wire.writeInt(length);
        wire.write(from.array(), from.offset(row), length);
    }

    static void writeInt(Bytes wire, int value) {
        wire.writeInt(Integer.BYTES);
        wire.writeInt(value);
    }

    static void writeLong(Bytes wire, long value) {
        wire.writeInt(Long.BYTES);
        wire.writeLong(value);
    }
}
