package dev.tidemark.load.merge;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.parquet.ParquetReader;
import dev.tidemark.run.Stage;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Brings the files of a run to the local disk, one at a time, and reads them.
///
/// @param folder where files are kept while they are read
public record ModelFiles(DataFiles zone, Path folder) {

    /// Gives the named columns of all rows of a file, in batches.
    public void read(DataFile file, List<String> columns, BatchSink sink) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.in(folder, Stage.LOAD)) {
            Path local = scratch.path().resolve("rows.parquet");
            zone.fetch(file, local);
            try (ParquetReader reader = ParquetReader.open(local, columns)) {
                ColumnBatch batch = reader.newBatch();
                while (reader.read(batch)) {
                    sink.take(batch);
                }
            }
        }
    }
}
