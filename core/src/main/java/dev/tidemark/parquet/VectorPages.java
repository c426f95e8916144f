package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// The loops from parquet-java's decoders to a vector: one for each way of keeping values.
final class VectorPages {
    private VectorPages() {}

    /// Appends the next `rows` values of a column.
    static void read(ColumnReader reader, Column column, Vector vector, int rows)
            throws IOException {
        int present = column.isNullable() ? 1 : 0;
        switch (vector) {
            case LongVector longs -> read(reader, column, longs, rows, present);
            case DoubleVector doubles -> read(reader, column, doubles, rows, present);
            case BytesVector bytes -> read(reader, bytes, rows, present);
        }
    }

    private static void read(
            ColumnReader reader, Column column, LongVector longs, int rows, int present) {
        switch (column.type().physical()) {
            case INT64 -> readLongs(reader, longs, rows, present);
            case INT32 -> readIntegers(reader, longs, rows, present);
            default -> readBooleans(reader, longs, rows, present);
        }
    }

    private static void readLongs(ColumnReader reader, LongVector longs, int rows, int present) {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                longs.add(reader.getLong());
            } else {
                longs.addNull();
            }
            reader.consume();
        }
    }

    private static void readIntegers(ColumnReader reader, LongVector longs, int rows, int present) {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                longs.add(reader.getInteger());
            } else {
                longs.addNull();
            }
            reader.consume();
        }
    }

    private static void readBooleans(ColumnReader reader, LongVector longs, int rows, int present) {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                longs.add(reader.getBoolean() ? 1 : 0);
            } else {
                longs.addNull();
            }
            reader.consume();
        }
    }

    private static void read(
            ColumnReader reader, Column column, DoubleVector doubles, int rows, int present) {
        if (column.type().physical() == PrimitiveTypeName.FLOAT) {
            readFloats(reader, doubles, rows, present);
        } else {
            readDoubles(reader, doubles, rows, present);
        }
    }

    private static void readFloats(
            ColumnReader reader, DoubleVector doubles, int rows, int present) {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                doubles.add(reader.getFloat());
            } else {
                doubles.addNull();
            }
            reader.consume();
        }
    }

    private static void readDoubles(
            ColumnReader reader, DoubleVector doubles, int rows, int present) {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                doubles.add(reader.getDouble());
            } else {
                doubles.addNull();
            }
            reader.consume();
        }
    }

    private static void read(ColumnReader reader, BytesVector bytes, int rows, int present)
            throws IOException {
        for (int i = 0; i < rows; i++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                reader.getBinary().writeTo(bytes.tail());
                bytes.addTail();
            } else {
                bytes.addNull();
            }
            reader.consume();
        }
    }
}
