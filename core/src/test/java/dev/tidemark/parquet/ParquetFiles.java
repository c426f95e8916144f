package dev.tidemark.parquet;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whole files for tests.
final class ParquetFiles {
    private ParquetFiles() {}

    static Path write(Path folder, ColumnBatch batch) throws IOException {
        Path file = folder.resolve("written.parquet");
        try (ParquetWriter writer = ParquetWriter.create(file, batch.columns())) {
            writer.write(batch);
            writer.finish();
        }
        return file;
    }

    static List<List<String>> read(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader reader = ParquetReader.open(file)) {
            ColumnBatch batch = reader.newBatch();
            while (reader.read(batch)) {
                rows.addAll(Samples.rows(batch));
            }
        }
        return rows;
    }
}
