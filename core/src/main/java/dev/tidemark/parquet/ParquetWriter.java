package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/// Writes column batches as one Parquet file: pages of version 2, zstd, statistics for each row group. The file is whole
/// only after [#finish()]; one that is closed before has no footer, and no reader takes it.
public final class ParquetWriter implements AutoCloseable {
    /// What a row group may hold before it is written: compressed pages and the values not yet in a page.
    public static final long ROW_GROUP_BYTES = 24 << 20;

    private final Columns columns;
    private final HashedOutput out;
    private final PageCompressor compressor = new PageCompressor();
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final Footer footer;
    private @Nullable OpenRowGroup open;
    private long rows;

    private ParquetWriter(OutputStream out, Columns columns, Map<String, String> metadata)
            throws IOException {
        this.columns = columns;
        this.footer = new Footer(columns, metadata);
        this.out = new HashedOutput(out);
        this.out.write(Footer.MAGIC);
    }

    /// Starts a new file. The column types go with it, so that [ParquetReader] finds them again.
    public static ParquetWriter create(Path file, Columns columns) throws IOException {
        return create(file, columns, Map.of());
    }

    /// Starts a new file with key-value metadata of the caller.
    public static ParquetWriter create(Path file, Columns columns, Map<String, String> metadata)
            throws IOException {
        return new ParquetWriter(Files.newOutputStream(file), columns, metadata);
    }

    /// Rows taken so far.
    public long rows() {
        return rows;
    }

    /// About what the file would weigh if it ended here: for those who bound their files.
    public long bytes() {
        return out.position() + (open == null ? 0 : open.bytes());
    }

    /// Writes all rows of a batch with this file's columns.
    public void write(ColumnBatch batch) throws IOException {
        if (!batch.columns().equals(columns)) {
            throw new IllegalArgumentException("a batch of other columns: " + batch.columns());
        }
        if (batch.rows() == 0) {
            return;
        }
        OpenRowGroup group = open == null ? new OpenRowGroup() : open;
        open = group;
        group.write(batch);
        rows += batch.rows();
        if (group.bytes() >= ROW_GROUP_BYTES) {
            endRowGroup();
        }
    }

    /// Ends the file.
    public WrittenFile finish() throws IOException {
        endRowGroup();
        footer.writeTo(out, rowGroups, rows);
        out.close();
        return new WrittenFile(rows, out.position(), out.sha256());
    }

    @Override
    public void close() throws IOException {
        compressor.close();
        out.close();
    }

    private void endRowGroup() throws IOException {
        if (open != null) {
            rowGroups.add(open.writeTo(out));
            open = null;
        }
    }

    /// The row group that is being filled.
    private final class OpenRowGroup {
        private final List<ChunkWriter> chunks = new ArrayList<>();
        private long groupRows;

        OpenRowGroup() {
            for (Column column : columns.list()) {
                chunks.add(new ChunkWriter(column, compressor));
            }
        }

        void write(ColumnBatch batch) throws IOException {
            for (int i = 0; i < chunks.size(); i++) {
                chunks.get(i).write(batch, i);
            }
            groupRows += batch.rows();
        }

        long bytes() {
            long bytes = 0;
            for (ChunkWriter chunk : chunks) {
                bytes += chunk.bytes();
            }
            return bytes;
        }

        RowGroup writeTo(HashedOutput target) throws IOException {
            long start = target.position();
            List<ColumnChunk> written = new ArrayList<>();
            for (ChunkWriter chunk : chunks) {
                written.add(chunk.writeTo(target));
            }
            long uncompressed = 0;
            for (ColumnChunk chunk : written) {
                uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
            }
            return new RowGroup(written, uncompressed, groupRows)
                    .setFile_offset(start)
                    .setTotal_compressed_size(target.position() - start)
                    .setOrdinal((short) rowGroups.size());
        }
    }
}
