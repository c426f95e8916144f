package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/// Reads one row group, its columns in step: some rows of each, so that a batch stays within its bytes however wide they
/// are.
final class RowGroupReader {
    private static final int STEP_ROWS_MAX = 1024;
    private static final long STEP_BYTES = 1 << 20;

    private final Columns columns;
    private final List<ColumnReader> readers = new ArrayList<>();
    private final int stepRows;
    private long rowsLeft;

    RowGroupReader(
            FileChannel channel,
            FileLayout layout,
            Columns columns,
            int index,
            @Nullable ParsedVersion writer)
            throws IOException {
        RowGroup group = layout.rowGroups().get(index);
        this.columns = columns;
        this.rowsLeft = group.getNum_rows();
        this.stepRows = stepRows(group);
        if (rowsLeft == 0) {
            return;
        }
        for (Column column : columns.list()) {
            ColumnChunk chunk = group.getColumns().get(layout.columns().indexOf(column.name()));
            readers.add(reader(channel, column, chunk, rowsLeft, writer));
        }
    }

    /// Fewer rows in a step where rows are wide.
    private static int stepRows(RowGroup group) {
        long rowBytes = group.getTotal_byte_size() / Math.max(1, group.getNum_rows());
        return Math.clamp(STEP_BYTES / Math.max(1, rowBytes), 1, STEP_ROWS_MAX);
    }

    private static ColumnReader reader(
            FileChannel channel,
            Column column,
            ColumnChunk chunk,
            long rows,
            @Nullable ParsedVersion writer)
            throws IOException {
        ColumnMetaData data = chunk.getMeta_data();
        if (data == null || !data.getPath_in_schema().equals(List.of(column.name()))) {
            throw new CorruptFileException(
                    "a row group holds another column where %s belongs".formatted(column.name()));
        }
        ColumnDescriptor descriptor =
                new ColumnDescriptor(
                        new String[] {column.name()},
                        Schemas.primitive(column),
                        0,
                        column.isNullable() ? 1 : 0);
        ChunkInput in = new ChunkInput(channel, start(data), data.getTotal_compressed_size());
        return new ColumnReaderImpl(
                descriptor,
                new ChunkReader(in, descriptor, data, rows),
                new PrimitiveConverter() {},
                writer);
    }

    private static long start(ColumnMetaData data) {
        boolean dictionaryFirst =
                data.isSetDictionary_page_offset()
                        && data.getDictionary_page_offset() > 0
                        && data.getDictionary_page_offset() < data.getData_page_offset();
        return dictionaryFirst ? data.getDictionary_page_offset() : data.getData_page_offset();
    }

    boolean hasRows() {
        return rowsLeft > 0;
    }

    void read(ColumnBatch batch) throws IOException {
        while (rowsLeft > 0 && !batch.isFull()) {
            int rows =
                    (int)
                            Math.min(
                                    rowsLeft,
                                    Math.min(stepRows, ColumnBatch.ROWS_MAX - batch.rows()));
            for (int i = 0; i < readers.size(); i++) {
                VectorPages.read(readers.get(i), columns.at(i), batch.vector(i), rows);
            }
            rowsLeft -= rows;
        }
    }
}
