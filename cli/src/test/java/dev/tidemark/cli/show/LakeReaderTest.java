package dev.tidemark.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.environment.Environment;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.parquet.ParquetWriter;
import dev.tidemark.parquet.WrittenFile;
import dev.tidemark.services.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LakeReaderTest {

    private static final Columns ID = Columns.of(Column.required("id", IntegerType.INTEGER));

    @TempDir private Path folder;

    @Test
    void readsABucketWhereItLiesNowAndNotWhereOneOfThatNameLay() throws IOException {
        for (int id = 1; id <= 2; id++) {
            try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3-" + id))) {
                s3.createBucket("lake");
                DataFile file = file(s3, id);

                var reader = new LakeReader(new Environment(s3.environment()), "lake");

                assertThat(reader.first(List.of(file), 10).cells())
                        .containsExactly(List.of(Integer.toString(id)));
            }
        }
    }

    private DataFile file(EmbeddedS3 s3, int id) throws IOException {
        Path local = folder.resolve(id + ".parquet");
        ColumnBatch batch = ColumnBatch.of(ID);
        batch.longs("id").add(id);
        try (ParquetWriter writer = ParquetWriter.create(local, ID)) {
            writer.write(batch);
            WrittenFile written = writer.finish();
            Key key = new Key("shop/a.parquet");
            new S3Zone(s3.client(), "lake").upload(key, local);
            return new DataFile(key, written.rows(), written.bytes(), written.sha256());
        }
    }
}
