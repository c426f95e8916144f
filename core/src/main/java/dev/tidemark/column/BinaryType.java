package dev.tidemark.column;

import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;
import java.util.HexFormat;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// `bytea`: bytes that mean nothing to us.
public record BinaryType() implements ColumnType {
    @Override
    public String name() {
        return "bytea";
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
        Wire.writeBytes(wire, (BytesVector) from, row);
    }

    @Override
    public PrimitiveTypeName physical() {
        return PrimitiveTypeName.BINARY;
    }

    @Override
    public @Nullable LogicalTypeAnnotation logical() {
        return null;
    }

    @Override
    public String text(Vector from, int row) {
        BytesVector bytes = (BytesVector) from;
        int offset = bytes.offset(row);
        return "\\x" + HexFormat.of().formatHex(bytes.array(), offset, offset + bytes.length(row));
    }
}
