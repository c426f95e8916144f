package dev.tidemark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.BinaryType;
import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DateType;
import dev.tidemark.column.JsonType;
import dev.tidemark.column.NumericType;
import dev.tidemark.column.Samples;
import dev.tidemark.column.TextType;
import dev.tidemark.column.TimeType;
import dev.tidemark.column.TimestampType;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.failure.TerminalFailure;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbAgreementTest {
    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Connection duckDb;

    @BeforeEach
    void connect() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckDb.close();
    }

    @Test
    void readsEveryHardValueAsItIs() throws Exception {
        ColumnBatch batch = Samples.hard();
        assertThat(read(ParquetFiles.write(folder, batch), batch.columns()))
                .isEqualTo(plain(batch));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void readsRandomRowsAsTheyAre(long seed) throws Exception {
        ColumnBatch batch = Samples.random(new Random(seed), 5_000);
        assertThat(read(ParquetFiles.write(folder, batch), batch.columns()))
                .as("seed %d", seed)
                .isEqualTo(plain(batch));
    }

    @Test
    void seesTheTypesThatWereMeant() throws Exception {
        Path file = ParquetFiles.write(folder, Samples.hard());
        assertThat(strings("select distinct column_type from (describe from '%s')".formatted(file)))
                .containsExactlyInAnyOrder(
                        "BOOLEAN",
                        "SMALLINT",
                        "INTEGER",
                        "BIGINT",
                        "DECIMAL(9,0)",
                        "DECIMAL(10,2)",
                        "DECIMAL(5,3)",
                        "DECIMAL(18,18)",
                        "DECIMAL(18,0)",
                        "DECIMAL(19,0)",
                        "DECIMAL(38,10)",
                        "DECIMAL(38,38)",
                        "FLOAT",
                        "DOUBLE",
                        "VARCHAR",
                        "BLOB",
                        "UUID",
                        "DATE",
                        "TIME",
                        "TIMESTAMP",
                        "TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void trustsTheStatistics() throws Exception {
        ColumnBatch batch = Samples.random(new Random(5), 1_000);
        Path file = ParquetFiles.write(folder, batch);
        for (Column column : batch.columns().list()) {
            String name = quoted(column);
            assertThat(
                            strings(
                                    "select count(*) from '%s' where %s >= (select min(%s) from '%s')"
                                            .formatted(file, name, name, file)))
                    .as(column.name())
                    .isEqualTo(strings("select count(%s) from '%s'".formatted(name, file)));
        }
        assertThat(
                        strings(
                                "select count(*) from parquet_metadata('%s') where stats_min_value is null"
                                                .formatted(file)
                                        + " and type in ('BOOLEAN', 'INT32', 'INT64', 'FIXED_LEN_BYTE_ARRAY')"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "'compression zstd'",
        "'compression zstd, parquet_version v2'",
        "'compression uncompressed, parquet_version v1'",
        "'compression zstd, row_group_size 2048, dictionary_size_limit 1'",
    })
    void writesFilesThatAreReadAsTheyAre(String options) throws Exception {
        ColumnBatch batch = Samples.random(new Random(9), 9_000);
        Path ours = ParquetFiles.write(folder, batch);
        Path theirs = folder.resolve("theirs.parquet");
        execute("copy (from '%s') to '%s' (format parquet, %s)".formatted(ours, theirs, options));
        assertThat(ParquetFiles.read(theirs)).isEqualTo(Samples.rows(batch));
        try (ParquetReader reader = ParquetReader.open(theirs)) {
            assertThat(reader.columns().list().stream().map(Column::type))
                    .isEqualTo(
                            batch.columns().list().stream()
                                    .map(DuckDbAgreementTest::withoutNote)
                                    .toList());
        }
    }

    @Test
    void writesJsonThatIsReadAsJson() throws Exception {
        Path theirs = folder.resolve("theirs.parquet");
        execute(
                "copy (select json_object('a', 1) as c) to '%s' (format parquet, compression zstd)"
                        .formatted(theirs));
        try (ParquetReader reader = ParquetReader.open(theirs)) {
            assertThat(reader.columns().at(0).type()).isEqualTo(JsonType.JSON);
        }
        assertThat(ParquetFiles.read(theirs)).containsExactly(List.of("{\"a\":1}"));
    }

    @Test
    void readsAnEmptyResult() throws Exception {
        Path theirs = folder.resolve("theirs.parquet");
        execute(
                "copy (select 1 as a where false) to '%s' (format parquet, compression zstd)"
                        .formatted(theirs));
        assertThat(ParquetFiles.read(theirs)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "[1],                  its columns are nested",
        "1::uinteger,          column c is INT32",
        "interval 1 day,       column c is FIXED_LEN_BYTE_ARRAY",
    })
    void writesTypesThatAreRefusedByName(String value, String why) throws Exception {
        Path theirs = folder.resolve("theirs.parquet");
        execute(
                "copy (select %s as c) to '%s' (format parquet, compression zstd)"
                        .formatted(value, theirs));
        assertThatThrownBy(() -> ParquetReader.open(theirs))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void writesSnappyWhichIsRefusedByName() throws Exception {
        Path theirs = folder.resolve("theirs.parquet");
        execute(
                "copy (select 1 as c) to '%s' (format parquet, compression snappy)"
                        .formatted(theirs));
        assertThatThrownBy(() -> ParquetFiles.read(theirs))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("it is compressed with SNAPPY; only zstd is read");
    }

    private static ColumnType withoutNote(Column column) {
        return switch (column.type()) {
            case TextType text -> TextType.TEXT;
            case NumericType numeric -> TextType.TEXT;
            case JsonType json -> TextType.TEXT;
            default -> column.type();
        };
    }

    /// Dates and times as the numbers they are kept as: no program's way of printing the year 4713 BC.
    private static List<List<String>> plain(ColumnBatch batch) {
        List<List<String>> rows = Samples.rows(batch);
        for (int i = 0; i < batch.columns().size(); i++) {
            if (isTemporal(batch.columns().at(i).type())) {
                LongVector values = (LongVector) batch.vector(i);
                for (int row = 0; row < rows.size(); row++) {
                    if (!values.isNull(row)) {
                        rows.get(row).set(i, Long.toString(values.at(row)));
                    }
                }
            }
        }
        return rows;
    }

    private static boolean isTemporal(ColumnType type) {
        return type instanceof DateType
                || type instanceof TimeType
                || type instanceof TimestampType;
    }

    private List<List<String>> read(Path file, Columns columns) throws SQLException {
        String select =
                columns.list().stream()
                        .map(DuckDbAgreementTest::plain)
                        .collect(Collectors.joining(", "));
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet result =
                        statement.executeQuery("select %s from '%s'".formatted(select, file))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    Object value = result.getObject(i);
                    row.add(plain(value));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "∅";
            case BigDecimal decimal -> decimal.toPlainString();
            default -> value.toString();
        };
    }

    private static String plain(Column column) {
        return switch (column.type()) {
            case DateType d -> "%s - date '1970-01-01'".formatted(quoted(column));
            case TimeType t ->
                    "date_diff('microsecond', time '00:00:00', %s)".formatted(quoted(column));
            case TimestampType t -> "epoch_us(%s)".formatted(quoted(column));
            case BinaryType b -> "'\\x' || lower(hex(%s))".formatted(quoted(column));
            default -> quoted(column);
        };
    }

    private static String quoted(Column column) {
        return '"' + column.name().replace("\"", "\"\"") + '"';
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                strings.add(result.getString(1));
            }
        }
        return strings;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }
}
