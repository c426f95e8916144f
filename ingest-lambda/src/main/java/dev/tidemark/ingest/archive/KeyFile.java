package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.parquet.ParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A file of sorted keys on the local disk, read row by row.
final class KeyFile implements AutoCloseable {

    private final Path path;
    private final ParquetReader reader;
    private final ColumnBatch batch;
    private int row;
    private boolean present;

    KeyFile(Path path) {
        this.path = path;
        try {
            this.reader = ParquetReader.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.batch = reader.newBatch();
        this.present = reader.read(batch);
    }

    boolean isPresent() {
        return present;
    }

    ColumnBatch batch() {
        return batch;
    }

    int row() {
        return row;
    }

    void advance() {
        row++;
        if (row >= batch.rows()) {
            row = 0;
            present = reader.read(batch);
        }
    }

    @Override
    public void close() {
        reader.close();
        RunFiles.delete(path);
    }
}
