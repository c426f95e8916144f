package dev.tidemark.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    private static final Columns ID = Columns.of(Column.required("id", IntegerType.INTEGER));

    @TempDir private Path folder;

    @Test
    void neverGiveTwoFilesOfAnAttemptOneName() throws IOException {
        var files =
                new RunFiles(
                        new MemoryZone(),
                        "shop",
                        new RunNumber(1),
                        new Attempt("0123456789abcdef"),
                        folder);
        List<Key> keys = new ArrayList<>();

        for (FileKind kind : List.of(FileKind.KEYS, FileKind.KEYS, FileKind.DELETED)) {
            var series =
                    new FileSeries(
                            files, new TableName("public", "staff"), kind, ID, Progress.SILENT);
            SeriesWriter writer = series.writer();
            ColumnBatch batch = ColumnBatch.of(ID);
            batch.longs("id").add(7);
            writer.take(batch);
            series.finish().stream().map(DataFile::key).forEach(keys::add);
        }

        assertThat(keys)
                .extracting(Key::value)
                .containsExactly(
                        "shop/runs/000000001/public.staff/0123456789abcdef-keys-00000.parquet",
                        "shop/runs/000000001/public.staff/0123456789abcdef-keys-00001.parquet",
                        "shop/runs/000000001/public.staff/0123456789abcdef-deleted-00000.parquet");
    }
}
