package dev.tidemark.load.merge;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.parquet.ParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Brings the files of a run to the local disk, one at a time, and reads them.
///
/// @param folder where files are kept while they are read
public record ModelFiles(DataFiles zone, Path folder) {

    /// Gives the named columns of all rows of a file, in batches.
    public void read(DataFile file, List<String> columns, BatchSink sink) throws IOException {
        Path local = temporary();
        try {
            zone.fetch(file, local);
            try (ParquetReader reader = ParquetReader.open(local, columns)) {
                ColumnBatch batch = reader.newBatch();
                while (reader.read(batch)) {
                    sink.take(batch);
                }
            }
        } finally {
            Files.deleteIfExists(local);
        }
    }

    private Path temporary() {
        try {
            return Files.createTempFile(folder, "load-", ".parquet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
