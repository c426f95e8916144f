package dev.tidemark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.Samples;
import dev.tidemark.column.WideDecimalType;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroAgreementTest {
    @TempDir private Path folder;

    @Test
    void readsEveryHardValueAsItIs() throws IOException {
        agree(renamed(Samples.hard()));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void readsRandomRowsAsTheyAre(long seed) throws IOException {
        agree(renamed(Samples.random(new Random(seed), 5_000)));
    }

    /// Avro allows only letters, digits and underscores in names.
    private static ColumnBatch renamed(ColumnBatch batch) {
        List<Column> columns = new ArrayList<>();
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            Column column = batch.columns().at(i);
            columns.add(new Column("c" + i, column.type(), column.nullability()));
            vectors.add(batch.vector(i));
        }
        return ColumnBatch.of(Columns.of(columns), vectors);
    }

    private void agree(ColumnBatch batch) throws IOException {
        Path file = ParquetFiles.write(folder, batch);
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(
                                new LocalInputFile(file), new PlainParquetConfiguration())
                        .withDataModel(GenericData.get())
                        .build()) {
            for (int row = 0; row < batch.rows(); row++) {
                GenericRecord record = reader.read();
                int at = row;
                assertThat(
                                IntStream.range(0, batch.columns().size())
                                        .mapToObj(
                                                i ->
                                                        plain(
                                                                record.get(i),
                                                                batch.columns().at(i).type())))
                        .as("row %d", row)
                        .isEqualTo(
                                IntStream.range(0, batch.columns().size())
                                        .mapToObj(i -> plain(batch, i, at))
                                        .toList());
            }
            assertThat(reader.read()).isNull();
        }
    }

    private static String plain(@Nullable Object value, ColumnType type) {
        return switch (value) {
            case null -> "∅";
            case GenericFixed fixed when type instanceof WideDecimalType decimal ->
                    new BigDecimal(new BigInteger(fixed.bytes()), decimal.scale()).toPlainString();
            case GenericFixed fixed -> uuid(ByteBuffer.wrap(fixed.bytes()));
            case ByteBuffer bytes -> "\\x" + hex(bytes);
            case Boolean truth -> truth ? "1" : "0";
            case BigDecimal decimal -> decimal.toPlainString();
            default -> value.toString();
        };
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    /// Decimals come with their point; dates, times and booleans as the numbers they are kept as.
    private static String plain(ColumnBatch batch, int column, int row) {
        boolean asNumber =
                batch.vector(column) instanceof LongVector
                        && !(batch.columns().at(column).type() instanceof DecimalType);
        if (batch.vector(column).isNull(row)) {
            return "∅";
        }
        return asNumber
                ? Long.toString(((LongVector) batch.vector(column)).at(row))
                : batch.text(column, row);
    }
}
