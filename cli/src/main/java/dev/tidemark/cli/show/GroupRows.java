package dev.tidemark.cli.show;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// Rows of a file without Avro, each value in the form that Avro would have given it.
final class GroupRows {

    private GroupRows() {}

    /// Adds rows until there are as many as asked for.
    static void copy(
            Path path,
            Configuration configuration,
            MessageType schema,
            long rowsMax,
            List<List<@Nullable String>> rows)
            throws IOException {
        try (ParquetReader<Group> reader =
                ParquetReader.<Group>builder(new GroupReadSupport(), path)
                        .withConf(configuration)
                        .build()) {
            for (@Nullable Group row = reader.read();
                    row != null && rows.size() < rowsMax;
                    row = reader.read()) {
                rows.add(cells(row, schema));
            }
        }
    }

    private static List<@Nullable String> cells(Group row, MessageType schema) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int field = 0; field < schema.getFieldCount(); field++) {
            cells.add(Cell.text(schema.getType(field), value(row, field)));
        }
        return cells;
    }

    private static @Nullable Object value(Group row, int field) {
        if (row.getFieldRepetitionCount(field) == 0) {
            return null;
        }
        PrimitiveType type = row.getType().getType(field).asPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> row.getInteger(field, 0);
            case INT64 -> row.getLong(field, 0);
            case BOOLEAN -> row.getBoolean(field, 0);
            case FLOAT -> row.getFloat(field, 0);
            case DOUBLE -> row.getDouble(field, 0);
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> bytes(row, field, type);
        };
    }

    private static Object bytes(Group row, int field, PrimitiveType type) {
        var bytes = row.getBinary(field, 0);
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            var schema = Schema.createFixed("bytes", null, null, type.getTypeLength());
            return new GenericData.Fixed(schema, bytes.getBytes());
        }
        return type.getLogicalTypeAnnotation()
                        instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                ? bytes.toStringUsingUTF8()
                : bytes.toByteBuffer();
    }
}
