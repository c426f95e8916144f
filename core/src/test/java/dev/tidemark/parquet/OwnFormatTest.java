package dev.tidemark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.Samples;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFormatTest {
    @TempDir private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        ColumnBatch batch = Samples.hard();
        Path file = ParquetFiles.write(folder, batch);
        try (ParquetReader reader = ParquetReader.open(file)) {
            assertThat(reader.columns()).isEqualTo(batch.columns());
            assertThat(reader.rows()).isEqualTo(batch.rows());
        }
        assertThat(ParquetFiles.read(file)).isEqualTo(Samples.rows(batch));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void readsBackRandomRows(long seed) throws IOException {
        ColumnBatch batch = Samples.random(new Random(seed), 5_000);
        Path file = ParquetFiles.write(folder, batch);
        assertThat(ParquetFiles.read(file)).as("seed %d", seed).isEqualTo(Samples.rows(batch));
    }

    @Test
    void saysWhatTheFileHoldsAndWeighs() throws Exception {
        ColumnBatch batch = Samples.hard();
        Path file = folder.resolve("a.parquet");
        try (ParquetWriter writer = ParquetWriter.create(file, batch.columns())) {
            writer.write(batch);
            writer.write(batch);
            assertThat(writer.finish())
                    .isEqualTo(
                            new WrittenFile(
                                    48, Files.size(file), sha256(Files.readAllBytes(file))));
        }
    }

    @Test
    void keepsTheMetadataOfItsCaller() throws IOException {
        Path file = folder.resolve("a.parquet");
        try (ParquetWriter writer =
                ParquetWriter.create(file, Samples.columns(), Map.of("run", "42"))) {
            writer.finish();
        }
        try (ParquetReader reader = ParquetReader.open(file)) {
            assertThat(reader.metadata()).containsEntry("run", "42");
            assertThat(reader.read(reader.newBatch())).isFalse();
        }
    }

    @Test
    void readsOnlyTheNamedColumns() throws IOException {
        ColumnBatch batch = Samples.hard();
        List<String> names = List.of("text required", "boolean \"nullable\"");
        try (ParquetReader reader = ParquetReader.open(ParquetFiles.write(folder, batch), names)) {
            ColumnBatch read = reader.newBatch();
            reader.read(read);
            assertThat(Samples.rows(read)).isEqualTo(Samples.rows(batch.project(names)));
        }
    }

    @Test
    void namesAColumnThatIsNotThere() throws IOException {
        Path file = ParquetFiles.write(folder, Samples.hard());
        assertThatThrownBy(() -> ParquetReader.open(file, List.of("nowhere")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(file + " cannot be read: it has no column nowhere");
    }

    @Test
    void endsARowGroupBeforeItGrowsTooLargeAndABatchToo() throws IOException {
        Columns columns =
                Columns.of(
                        Column.required("id", IntegerType.INTEGER),
                        Column.required("wide", TextType.TEXT));
        ColumnBatch batch = ColumnBatch.of(columns);
        Random random = new Random(7);
        Path file = folder.resolve("wide.parquet");
        try (ParquetWriter writer = ParquetWriter.create(file, columns)) {
            for (int id = 0; id < 60; id++) {
                batch.clear();
                batch.longs("id").add(id);
                byte[] wide = new byte[1 << 20];
                random.nextBytes(wide);
                batch.bytes("wide").add(wide, 0, wide.length);
                writer.write(batch);
                assertThat(writer.bytes()).isBetween(id * 1_048_576L, (id + 3) * 1_048_576L);
            }
            writer.finish();
        }
        long next = 0;
        try (ParquetReader reader = ParquetReader.open(file)) {
            ColumnBatch read = reader.newBatch();
            while (reader.read(read)) {
                assertThat(read.bytes()).isLessThan(ColumnBatch.FULL_BYTES + (2 << 20));
                for (int row = 0; row < read.rows(); row++) {
                    assertThat(read.longs("id").at(row)).isEqualTo(next++);
                }
            }
        }
        assertThat(next).isEqualTo(60);
    }

    @Test
    void refusesAFileThatWasNeverFinished() throws IOException {
        Path file = folder.resolve("a.parquet");
        try (ParquetWriter writer = ParquetWriter.create(file, Samples.columns())) {
            writer.write(Samples.hard());
        }
        assertThatThrownBy(() -> ParquetReader.open(file))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "the Parquet file " + file + " cannot be read: it has only 4 bytes");
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(ParquetFiles.write(folder, Samples.hard()));
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ParquetReader.open(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining(cut.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21})
    void meetsDamageWithAMessageThatNamesTheFile(long seed) throws IOException {
        ColumnBatch batch = Samples.hard();
        byte[] whole = Files.readAllBytes(ParquetFiles.write(folder, batch));
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
            try {
                assertThat(ParquetFiles.read(file)).hasSize(batch.rows());
            } catch (TerminalFailure e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(50);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
