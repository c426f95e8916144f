package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// The loops between a vector and parquet-java's encoders and decoders: one for each way of keeping values.
final class VectorPages {
    private VectorPages() {}

    static void write(Vector vector, Column column, ColumnWriter writer) {
        int present = column.isNullable() ? 1 : 0;
        switch (vector) {
            case LongVector longs -> write(longs, column, writer, present);
            case DoubleVector doubles -> write(doubles, column, writer, present);
            case BytesVector bytes -> write(bytes, writer, present);
        }
    }

    private static void write(LongVector longs, Column column, ColumnWriter writer, int present) {
        switch (column.type().physical()) {
            case INT64 -> writeLongs(longs, writer, present);
            case INT32 -> writeIntegers(longs, writer, present);
            default -> writeBooleans(longs, writer, present);
        }
    }

    private static void writeLongs(LongVector longs, ColumnWriter writer, int present) {
        for (int row = 0; row < longs.size(); row++) {
            if (longs.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(longs.at(row), 0, present);
            }
        }
    }

    private static void writeIntegers(LongVector longs, ColumnWriter writer, int present) {
        for (int row = 0; row < longs.size(); row++) {
            if (longs.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(Math.toIntExact(longs.at(row)), 0, present);
            }
        }
    }

    private static void writeBooleans(LongVector longs, ColumnWriter writer, int present) {
        for (int row = 0; row < longs.size(); row++) {
            if (longs.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(longs.at(row) != 0, 0, present);
            }
        }
    }

    private static void write(
            DoubleVector doubles, Column column, ColumnWriter writer, int present) {
        if (column.type().physical() == PrimitiveTypeName.FLOAT) {
            writeFloats(doubles, writer, present);
        } else {
            writeDoubles(doubles, writer, present);
        }
    }

    private static void writeFloats(DoubleVector doubles, ColumnWriter writer, int present) {
        for (int row = 0; row < doubles.size(); row++) {
            if (doubles.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write((float) doubles.at(row), 0, present);
            }
        }
    }

    private static void writeDoubles(DoubleVector doubles, ColumnWriter writer, int present) {
        for (int row = 0; row < doubles.size(); row++) {
            if (doubles.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(doubles.at(row), 0, present);
            }
        }
    }

    /// The bytes are announced as reused, so that dictionary and statistics copy what they keep.
    private static void write(BytesVector bytes, ColumnWriter writer, int present) {
        for (int row = 0; row < bytes.size(); row++) {
            if (bytes.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                Binary value =
                        Binary.fromReusedByteArray(
                                bytes.array(), bytes.offset(row), bytes.length(row));
                writer.write(value, 0, present);
            }
        }
    }

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
