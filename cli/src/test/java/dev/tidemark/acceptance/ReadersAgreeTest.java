package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.show.LakeReader;
import dev.tidemark.environment.Environment;
import dev.tidemark.ingest.IngestResult;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.lake.DataFile;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.runlog.IngestedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Every file that a query log of ingest names says what the source had, by two readers that share no line with the
/// writer: DuckDB, and parquet-avro over S3A.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class ReadersAgreeTest {

    /// A column, and its value as the same text in Postgres and in DuckDB; Avro's is Java's own.
    private record Column(String name, String inPostgres, String inDuckDb) {

        static Column of(String name) {
            return new Column(name, name + "::text", name + "::varchar");
        }
    }

    private static final List<Column> KEY =
            List.of(
                    Column.of("id"),
                    new Column("code", "concat(code)", "code"),
                    new Column(
                            "seen",
                            "to_char(seen at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                            "strftime(make_timestamp(epoch_us(seen)), '%Y-%m-%dT%H:%M:%S.%fZ')"));

    private static final List<Column> ALL =
            List.of(
                    KEY.get(0),
                    KEY.get(1),
                    KEY.get(2),
                    Column.of("flag"),
                    Column.of("small"),
                    Column.of("big"),
                    Column.of("price"),
                    Column.of("long_price"),
                    Column.of("ratio"),
                    Column.of("name"),
                    Column.of("short_name"),
                    Column.of("mood"),
                    Column.of("day"),
                    Column.of("hour"),
                    new Column(
                            "ordered_at",
                            "to_char(ordered_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')",
                            "strftime(ordered_at, '%Y-%m-%dT%H:%M:%S.%g')"),
                    new Column(
                            "made_at",
                            "to_char(made_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')",
                            "strftime(made_at, '%Y-%m-%dT%H:%M:%S.%f')"));

    @TempDir private Path folder;

    @Test
    void bothReadRowsDeletedKeysAndKeySetsAsTheSourceHasThem(World world) throws Exception {
        Sql.run(
                world.source(),
                "create type mood as enum ('sad', 'it''s \"fine\"')",
                """
                create table thing (
                    id int, code char(3), seen timestamptz, flag boolean, small smallint, big bigint,
                    price numeric(10,2), long_price numeric(18,9), ratio double precision, name text,
                    short_name varchar(3), mood mood, day date, hour time, ordered_at timestamp(3),
                    made_at timestamp, primary key (id, code, seen)
                )
                """,
                """
                insert into thing
                select i, left(md5(i::text), 1 + i % 3),
                       timestamptz '1969-12-30 02:30:00.123456+00' + i * interval '1 h',
                       i % 2 = 0, -i, 9223372036854775807 - i, (i - 50)::numeric / 7,
                       123456789.123456789 - i, (i + 0.5) / 8,
                       (array['O''Keefe', '08841', '', 'NULL', '😀', E'\\\\.', '$$;--'])[1 + i % 7],
                       left(md5(i::text), i % 4), (enum_range(null::mood))[1 + i % 2],
                       date '1969-12-01' + i, time '10:11:12.345678' + i * interval '1 s',
                       timestamp '2026-03-29 02:30:00.123' + i * interval '1 h',
                       timestamp '1969-12-31 02:30:00.123456' + i * interval '1 h'
                from generate_series(1, 200) i
                """,
                "insert into thing (id, code, seen) values (-1, 'x', '2026-01-01 00:00:00.000001+02')");
        IngestedTable first = run(world);

        requireEqual(world, first.files(), ALL, "thing");
        requireEqual(world, first.keyFiles(), KEY, "thing");

        Sql.run(
                world.source(),
                "create schema kept",
                "create table kept.gone as select * from thing where id % 5 = 0",
                "alter table kept.gone add primary key (id, code, seen)",
                "delete from thing where id % 5 = 0",
                "update thing set flag = null, price = -price, name = null where id % 5 = 1");
        IngestedTable second = run(world);

        requireEqual(world, second.files(), ALL, "thing where id % 5 = 1");
        requireEqual(world, second.deletedFiles(), KEY, "kept.gone");
        requireEqual(world, second.keyFiles(), KEY, "thing");
    }

    private static IngestedTable run(World world) {
        var pipeline =
                new Pipeline(
                        "things",
                        Path.of("none"),
                        new SourceSettings(List.of("public"), Set.of(), Map.of()),
                        DeleteGuard.DEFAULT,
                        new WarehouseSettings("public", Optional.empty()),
                        List.of(),
                        "definition");
        var ingestion = Wiring.ingestion(world.environment(), pipeline, Progress.SILENT);
        var published = (IngestResult.Published) ingestion.tick(Deadline.none());
        return published.log().tables().getFirst();
    }

    private void requireEqual(
            World world, List<DataFile> files, List<Column> columns, String relation)
            throws Exception {
        String expressions =
                columns.stream().map(Column::inPostgres).collect(Collectors.joining(", "));
        var expected =
                sorted(
                        Sql.rows(
                                world.source(),
                                "select %s from %s".formatted(expressions, relation)));
        assertThat(files).isNotEmpty();
        assertThat(sorted(byDuckDb(world, files, columns))).as("DuckDB").isEqualTo(expected);

        var read =
                new LakeReader(world.environment(), world.bucket(Environment.INGESTION_BUCKET))
                        .first(files, Long.MAX_VALUE);
        assertThat(read.columns()).isEqualTo(columns.stream().map(Column::name).toList());
        assertThat(sorted(texts(read))).as("Avro over S3A").isEqualTo(expected);
    }

    private static List<List<String>> texts(LakeReader.Rows read) {
        List<List<String>> rows = new ArrayList<>();
        read.cells().forEach(row -> rows.add(row.stream().map(String::valueOf).toList()));
        return rows;
    }

    private List<List<String>> byDuckDb(World world, List<DataFile> files, List<Column> columns)
            throws SQLException, IOException {
        List<List<String>> rows = new ArrayList<>();
        String expressions =
                columns.stream().map(Column::inDuckDb).collect(Collectors.joining(", "));
        for (DataFile file : files) {
            Path local = folder.resolve("file.parquet");
            Files.write(local, bytes(world, file));
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    var row =
                            statement.executeQuery(
                                    "select %s from read_parquet('%s')"
                                            .formatted(expressions, local))) {
                while (row.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        cells.add(String.valueOf(row.getString(i)));
                    }
                    rows.add(cells);
                }
            }
        }
        return rows;
    }

    private static byte[] bytes(World world, DataFile file) {
        String bucket = world.bucket(Environment.INGESTION_BUCKET);
        return world.s3()
                .client()
                .getObjectAsBytes(r -> r.bucket(bucket).key(file.key().value()))
                .asByteArray();
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        List<List<String>> sorted = new ArrayList<>(rows);
        Collections.sort(sorted, Comparator.comparing(List::toString));
        return sorted;
    }
}
