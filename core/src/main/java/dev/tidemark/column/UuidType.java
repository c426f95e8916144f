package dev.tidemark.column;

import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// `uuid`: 16 bytes, the same on the wire, in the vector and in Parquet.
public record UuidType() implements ColumnType {
    public static final int BYTES = 16;

    @Override
    public String name() {
        return "uuid";
    }

    @Override
    public Vector newVector() {
        return new BytesVector();
    }

    @Override
    public void decode(byte[] wire, int offset, int length, Vector into) {
        Wire.requireLength(length, BYTES, this);
        ((BytesVector) into).add(wire, offset, length);
    }

    @Override
    public void encode(Vector from, int row, Bytes wire) {
        Wire.requireLength(((BytesVector) from).length(row), BYTES, this);
        Wire.writeBytes(wire, (BytesVector) from, row);
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    @Override
    public LogicalTypeAnnotation logical() {
        return LogicalTypeAnnotation.uuidType();
    }

    @Override
    public String text(Vector from, int row) {
        BytesVector bytes = (BytesVector) from;
        int offset = bytes.offset(row);
        return new UUID(
                        BigEndian.longAt(bytes.array(), offset),
                        BigEndian.longAt(bytes.array(), offset + Long.BYTES))
                .toString();
    }
}
