package dev.tidemark.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.runlog.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTest {

    @TempDir private Path temporary;
    private Path folder;
    private Session session;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("it's a folder"));
        session = new DuckDb(200, 2).open(folder);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_text('/etc/passwd')",
                "select * from '/etc/passwd'",
                "select * from glob('/*')",
                "select * from 'https://example.com/a.parquet'",
                "select * from sqlite_scan('a', 'b')"
            })
    void reachesNothingOutsideItsFolder(String select) {
        assertThatExceptionOfType(EngineFailure.class).isThrownBy(() -> session.rows(select));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set enable_external_access = true",
                "set allowed_directories = ['/']",
                "install httpfs",
                "load httpfs"
            })
    void cannotBeTalkedIntoMore(String statement) {
        assertThatExceptionOfType(EngineFailure.class).isThrownBy(() -> session.rows(statement));
    }

    @Test
    void saysHowFarALongWriteIs() {
        var files =
                session.write(
                        "select n, md5(cast(n as varchar)) as text from range(4000000) as r(n)",
                        List.of(),
                        folder.resolve("in"));
        String rows =
                "read_parquet([%s])"
                        .formatted(
                                String.join(
                                        ", ",
                                        files.stream()
                                                .map(file -> Sql.literal(file.path().toString()))
                                                .toList()));
        List<Double> shares = new CopyOnWriteArrayList<>();
        List<Long> bytes = new CopyOnWriteArrayList<>();

        session.write(
                "select n, md5(md5(md5(text))) as text from " + rows,
                List.of(),
                folder.resolve("out"),
                (share, size) -> {
                    shares.add(share);
                    bytes.add(size);
                });

        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
        assertThat(shares).anyMatch(share -> share > 0 && share < 1);
        assertThat(bytes).isSorted().anyMatch(size -> size > 0);
    }

    @Test
    void writesRowsInOrderAndWithTheirTypes() {
        String select =
                """
                select cast(3 - n as integer) as id, cast(1.25 as decimal(10,2)) as price,
                    date '2024-02-29' as day, time '23:59:59.123456' as clock,
                    timestamp '2024-02-29 12:00:00.001' as stamp, cast(null as smallint) as small,
                    true as yes, 'é🙂' as text
                from range(3) as r(n)""";

        List<LocalFile> files = session.write(select, List.of("id"), folder.resolve("out"));

        assertThat(files).singleElement().returns(3L, LocalFile::rows);
        String written =
                "select * from read_parquet(%s)"
                        .formatted(Sql.literal(files.getFirst().path().toString()));
        assertThat(session.describe(written)).isEqualTo(session.describe(select));
        assertThat(
                        session.rows(
                                "select id, cast(clock as varchar), text from (%s)"
                                        .formatted(written)))
                .extracting(Row::values)
                .containsExactly(
                        List.of("1", "23:59:59.123456", "é🙂"),
                        List.of("2", "23:59:59.123456", "é🙂"),
                        List.of("3", "23:59:59.123456", "é🙂"));
    }

    @Test
    void noRowIsNoFile() {
        assertThat(session.write("select 1 as a where false", List.of("a"), folder.resolve("out")))
                .isEmpty();
    }

    @Test
    void everyTypeThatIsMovedComesBackAsItself() {
        for (String type :
                List.of(
                        "boolean",
                        "smallint",
                        "integer",
                        "bigint",
                        "numeric(10,2)",
                        "numeric(18,0)",
                        "numeric(38,10)",
                        "real",
                        "double precision",
                        "bytea",
                        "uuid",
                        "text",
                        "date",
                        "time",
                        "timestamp",
                        "timestamptz")) {
            String none = FileRelation.select(List.of(new TableColumn("a", type, true)), List.of());

            assertThat(EngineTypes.fromEngine(session.describe(none).getFirst().type()))
                    .contains(type);
        }
    }

    @Test
    void macrosOverSeveralRowsAreAggregatesAndMacrosOverOneAreNot() {
        assertThat(session.aggregateFunctions())
                .contains("sum", "geomean", "geometric_mean", "weighted_avg", "wavg")
                .contains("json_group_array", "json_group_structure")
                .doesNotContain("nullif", "split_part", "fmod", "list_sum", "list_max")
                .doesNotHaveDuplicates();
    }

    @Test
    void namesAreNeverTakenForSql() {
        String name = "a\"; drop schema delta; --";
        session.define(
                "delta." + Sql.identifier(name), "select 'it''s' as " + Sql.identifier(name));

        assertThat(session.rows("select * from delta." + Sql.identifier(name)))
                .extracting(Row::values)
                .containsExactly(List.of("it's"));
    }

    @Test
    void aFailureOverAValueDoesNotShowIt() {
        assertThatThrownBy(() -> session.rows("select cast('Secret' as integer)"))
                .isInstanceOf(EngineFailure.class)
                .hasMessage("the engine failed: value")
                .hasNoCause();
    }
}
