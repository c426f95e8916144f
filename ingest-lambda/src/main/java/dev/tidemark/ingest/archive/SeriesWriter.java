package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.parquet.ParquetWriter;
import dev.tidemark.parquet.WrittenFile;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Fills one file after the other, each up to a size that fits the temporary folder of a function
/// and one PUT.
public final class SeriesWriter implements BatchSink {

    private static final long FILE_BYTES_MAX = 64 << 20;

    private final FileSeries series;
    private final ColumnBatch single;
    private @Nullable Path path;
    private @Nullable ParquetWriter writer;

    SeriesWriter(FileSeries series) {
        this.series = series;
        this.single = ColumnBatch.of(series.columns());
    }

    @Override
    public void take(ColumnBatch batch) throws IOException {
        ParquetWriter open = open();
        open.write(batch);
        series.moved(batch.rows(), batch.bytes());
        if (open.bytes() >= FILE_BYTES_MAX) {
            endFile();
        }
    }

    /// Takes one row of a batch with the same columns.
    public void take(ColumnBatch from, int row) throws IOException {
        single.addRow(from, row);
        if (single.isFull()) {
            take(single);
            single.clear();
        }
    }

    @Override
    public void end() throws IOException {
        if (single.rows() > 0) {
            take(single);
            single.clear();
        }
        endFile();
    }

    void finish() {
        try {
            end();
        } catch (IOException e) {
            throw new TransientFailure(
                    "a file could not be written to the temporary folder: " + e.getMessage(),
                    ScratchFolder.MORE_ROOM,
                    e);
        }
    }

    void discard() {
        single.clear();
        if (writer != null && path != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            RunFiles.delete(path);
            writer = null;
        }
    }

    private ParquetWriter open() throws IOException {
        ParquetWriter open = writer;
        if (open == null) {
            path = series.scratch();
            open = ParquetWriter.create(path, series.columns());
            writer = open;
        }
        return open;
    }

    private void endFile() throws IOException {
        if (writer != null && path != null) {
            WrittenFile written = writer.finish();
            writer.close();
            series.upload(path, written);
            writer = null;
        }
    }
}
