package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.Types;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/// What the footer of a file promises, checked for what can be checked before a page is read.
record FileLayout(
        Columns columns,
        List<RowGroup> rowGroups,
        long rows,
        String createdBy,
        Map<String, String> metadata) {
    private static final int TAIL_BYTES = Integer.BYTES + 4;
    private static final int FOOTER_BYTES_MAX = 64 << 20;

    static FileLayout read(FileChannel channel) throws IOException {
        FileMetaData data = footer(channel);
        Map<String, String> metadata = new HashMap<>();
        if (data.isSetKey_value_metadata()) {
            for (KeyValue pair : data.getKey_value_metadata()) {
                metadata.put(pair.getKey(), pair.isSetValue() ? pair.getValue() : "");
            }
        }
        Columns columns = columns(data.getSchema(), metadata);
        requireSameRows(data, columns);
        String createdBy = data.isSetCreated_by() ? data.getCreated_by() : "";
        return new FileLayout(
                columns, data.getRow_groups(), data.getNum_rows(), createdBy, Map.copyOf(metadata));
    }

    /// The named columns, all of which must be there.
    Columns columns(List<String> names) {
        for (String name : names) {
            if (columns.find(name).isEmpty()) {
                throw new CorruptFileException("it has no column %s".formatted(name));
            }
        }
        return columns.project(names);
    }

    private static FileMetaData footer(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Footer.MAGIC.length + TAIL_BYTES) {
            throw new CorruptFileException("it has only " + size + " bytes");
        }
        byte[] tail = bytes(channel, size - TAIL_BYTES, TAIL_BYTES);
        if (!isMagic(bytes(channel, 0, Footer.MAGIC.length), 0) || !isMagic(tail, Integer.BYTES)) {
            throw new CorruptFileException("it does not begin and end as a Parquet file does");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0
                || length > FOOTER_BYTES_MAX
                || length > size - TAIL_BYTES - Footer.MAGIC.length) {
            throw new CorruptFileException(
                    "its footer claims %d of %d bytes".formatted(length, size));
        }
        return Util.readFileMetaData(
                new ByteArrayInputStream(bytes(channel, size - TAIL_BYTES - length, length)));
    }

    private static boolean isMagic(byte[] bytes, int at) {
        return Arrays.equals(
                bytes, at, at + Footer.MAGIC.length, Footer.MAGIC, 0, Footer.MAGIC.length);
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new CorruptFileException("it ends early");
            }
        }
        return buffer.array();
    }

    private static Columns columns(List<SchemaElement> schema, Map<String, String> metadata) {
        if (schema.isEmpty() || schema.getFirst().getNum_children() != schema.size() - 1) {
            throw new CorruptFileException("its columns are nested, where only flat ones are read");
        }
        List<Column> columns = new ArrayList<>();
        for (SchemaElement element : schema.subList(1, schema.size())) {
            columns.add(column(element, metadata));
        }
        return Columns.of(columns);
    }

    private static Column column(SchemaElement element, Map<String, String> metadata) {
        ColumnType type =
                LogicalTypes.find(element)
                        .orElseThrow(() -> new CorruptFileException(unreadable(element)));
        ColumnType noted =
                Types.parse(metadata.getOrDefault(Footer.TYPE_KEY + element.getName(), type.name()))
                        .orElse(type);
        // A note may say more than the schema, which knows only text, but nothing else.
        ColumnType exact = noted.takes(type) && noted.physical() == type.physical() ? noted : type;
        return element.getRepetition_type() == FieldRepetitionType.REQUIRED
                ? Column.required(element.getName(), exact)
                : Column.nullable(element.getName(), exact);
    }

    private static String unreadable(SchemaElement element) {
        Object meaning =
                element.isSetLogicalType() ? element.getLogicalType() : element.getConverted_type();
        return "column %s is %s %s, a type that is not read; cast it in the model"
                .formatted(element.getName(), element.getType(), meaning == null ? "" : meaning);
    }

    private static void requireSameRows(FileMetaData data, Columns columns) {
        long rows = 0;
        for (RowGroup group : data.getRow_groups()) {
            rows += group.getNum_rows();
            if (group.getNum_rows() < 0 || group.getColumnsSize() != columns.size()) {
                throw new CorruptFileException(
                        "a row group does not hold the columns of the schema");
            }
        }
        if (rows != data.getNum_rows()) {
            throw new CorruptFileException(
                    "its row groups hold %d rows where the footer says %d"
                            .formatted(rows, data.getNum_rows()));
        }
    }
}
