package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/// The end of a Parquet file: schema, row groups, metadata, its own length, the magic number.
record Footer(Columns columns, Map<String, String> metadata) {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /// Before a column's name: the metadata key of its type.
    static final String TYPE_KEY = "tidemark.type.";

    /// Readers trust the statistics of writers they can place; the release is that of the encoders used.
    static final String CREATED_BY = "parquet-mr version 1.18.1 (build tidemark)";

    private static final int FORMAT_VERSION = 2;

    void writeTo(HashedOutput out, List<RowGroup> rowGroups, long rows) throws IOException {
        List<SchemaElement> schema = Schemas.elements(columns);
        FileMetaData data =
                new FileMetaData(FORMAT_VERSION, schema, rows, rowGroups)
                        .setCreated_by(CREATED_BY)
                        .setKey_value_metadata(keyValues())
                        .setColumn_orders(
                                Collections.nCopies(
                                        columns.size(),
                                        ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(data, bytes);
        out.write(bytes.toByteArray());
        out.write(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(bytes.size())
                        .array());
        out.write(MAGIC);
    }

    private List<KeyValue> keyValues() {
        List<KeyValue> pairs = new ArrayList<>();
        for (Column column : columns.list()) {
            pairs.add(new KeyValue(TYPE_KEY + column.name()).setValue(column.type().name()));
        }
        metadata.forEach((key, value) -> pairs.add(new KeyValue(key).setValue(value)));
        return pairs;
    }
}
