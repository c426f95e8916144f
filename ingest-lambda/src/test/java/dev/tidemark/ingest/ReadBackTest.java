package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Key;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the archive holds is what the source had, by readers that share no line with the writer.
@ExtendWith(PostgresExtension.class)
class ReadBackTest {

    /// The same text of a row in Postgres and in DuckDB.
    private static final String ROW =
            """
            select concat_ws('|', id::text, coalesce(flag::text, 'null'), small::text, big::text,
                coalesce(price::text, 'null'), coalesce(ratio::text, 'null'),
                coalesce(name, 'null'), coalesce(code, 'null'), coalesce(mood::text, 'null'),
                coalesce(day::text, 'null'), coalesce(ordered_at::text, 'null')) from %s order by id
            """;

    private Shop shop;
    @TempDir private Path folder;

    @BeforeEach
    void fill(TestDatabase database) throws SQLException {
        database.execute(
                "create type mood as enum ('sad', 'it''s \"fine\"')",
                """
                create table "We""ird; --" (
                    id int primary key, flag boolean, small smallint, big bigint,
                    price numeric(10,2), ratio double precision, name text, code varchar(3),
                    mood mood, day date, ordered_at timestamp(3), seen timestamptz
                )
                """,
                """
                insert into "We""ird; --"
                select i, i %% 2 = 0, -i, 9223372036854775807 - i, (i - 50)::numeric / 7, (i + 0.5) / 8,
                       (array['O''Keefe', '08841', '', 'NULL', '😀', E'\\\\.', '$$;--'])[1 + i %% 7],
                       left(md5(i::text), i %% 4), 'it''s "fine"',
                       date '1999-12-31' + i, timestamp '2026-03-29 02:30:00.123' + i * interval '1 h',
                       timestamptz '2026-03-29 02:30:00.123456+00' + i * interval '1 h'
                from generate_series(1, 100) i
                """
                        .replace("%%", "%"),
                "insert into \"We\"\"ird; --\" (id) values (-1)");
        shop = new Shop(database);
        IngestLog log = shop.run();
        assertThat(log.tables()).hasSize(1);
        fetch(log);
    }

    @Test
    void duckDbReadsWhatPostgresHas() throws SQLException {
        List<String> expected = postgres(ROW.formatted("\"We\"\"ird; --\""));

        List<String> archived = duckDb(ROW.formatted("read_parquet('%s')".formatted(file())));

        assertThat(archived).isEqualTo(expected).hasSize(101);
    }

    @Test
    void avroReadsWhatPostgresHas() throws SQLException, IOException {
        Map<Integer, String> expected = new TreeMap<>();
        String sql =
                "select id || '|' || coalesce(name, 'null') || '|' || coalesce(mood::text, 'null')"
                        + " || '|' || coalesce(big::text, 'null') || '|'"
                        + " || coalesce((extract(epoch from ordered_at) * 1000000)::bigint::text, 'null')"
                        + " from \"We\"\"ird; --\"";
        for (String row : postgres(sql)) {
            expected.put(Integer.parseInt(row.substring(0, row.indexOf('|'))), row);
        }

        Map<Integer, String> archived = new TreeMap<>();
        var input =
                HadoopInputFile.fromPath(
                        new org.apache.hadoop.fs.Path(file().toUri()), new Configuration());
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(input).build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                archived.put(
                        (Integer) row.get("id"),
                        row.get("id")
                                + "|"
                                + row.get("name")
                                + "|"
                                + row.get("mood")
                                + "|"
                                + row.get("big")
                                + "|"
                                + row.get("ordered_at"));
            }
        }

        assertThat(archived).isEqualTo(expected).hasSize(101);
    }

    private void fetch(IngestLog log) {
        Key key = log.tables().getFirst().files().getFirst().key();
        shop.zone.download(key, file(), log.tables().getFirst().files().getFirst().bytes());
        assertThat(Files.exists(file())).isTrue();
    }

    private Path file() {
        return folder.resolve("rows.parquet");
    }

    private List<String> postgres(String sql) throws SQLException {
        try (Connection connection = shop.database.connect()) {
            return texts(connection, sql);
        }
    }

    private static List<String> duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return texts(connection, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
