package dev.tidemark.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A model is row-wise only if its SQL leaves no doubt that one row of a table makes each of its
/// rows.
class RowWiseTest {

    private static final List<String> TABLES = List.of("staff", "town");

    @TempDir private static Path folder;
    private static Session session;

    @BeforeAll
    static void open() {
        session = new DuckDb(100, 1).open(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select staff_id, upper(name) as name from current.staff",
                "select * from current.staff",
                "select s.staff_id, t.name from current.staff as s left join current.town t on t.town_id = s.town_id",
                "select s.staff_id from current.staff s join current.town t using (town_id) where t.name <> 'x'",
                "select staff.STAFF_ID as staff_id, c.currency_name from current.staff left join iso_currency c on c.currency_code = staff.name",
                "select staff_id, case when name is null then cast(1 as int) else coalesce(x, 2) end as n from current.staff where name in ('a', 'b') and x between 1 and 3",
            })
    void isWhatLooksAtOneRowAfterAnother(String sql) {
        assertThat(isRowWise(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Several rows at once.
                "select staff_id, count(*) as n from current.staff group by staff_id",
                "select staff_id, max(name) as n from current.staff group by all",
                "select staff_id, geomean(x) as n from current.staff group by staff_id",
                "select staff_id, count(*) over (partition by name) as n from current.staff",
                "select staff_id from current.staff qualify row_number() over (order by name) < 3",
                "select distinct staff_id from current.staff",
                "select staff_id from current.staff order by name limit 3",
                "select staff_id, list_sum(list_value(x)) as n from current.staff",
                // The table twice.
                "select s.staff_id from current.staff s left join current.staff o on o.staff_id = s.x",
                "select staff_id from current.staff where x = (select max(x) from current.staff)",
                "select s.staff_id from current.staff s where exists (select 1 from current.town t where t.town_id = s.x)",
                "select staff_id from current.staff union all select staff_id from current.staff",
                "select staff_id from (select staff_id from current.staff)",
                "with s as (select staff_id from current.staff) select staff_id from s",
                "with s as (select staff_id from current.staff) select town.town_id as staff_id from current.town join s on s.staff_id = town.town_id",
                // Rows of the other side that nothing names are rows of the model too.
                "select s.staff_id from current.town t left join current.staff s on s.x = t.town_id",
                "select s.staff_id from current.staff s right join current.town t on s.x = t.town_id",
                "select s.staff_id from current.staff s full join current.town t on s.x = t.town_id",
                "select s.staff_id from current.staff s natural join current.town t",
                "select s.staff_id from current.staff s, current.town t",
                "select s.staff_id from current.staff s positional join current.town t",
                "select s.staff_id from current.staff s left join (select * from current.town) t on s.x = t.town_id",
                // The key could be another's.
                "select staff_id from current.staff s left join current.town t on s.x = t.town_id",
                "select t.town_id as staff_id from current.staff s left join current.town t on s.x = t.town_id",
                "select staff_id + 1 as staff_id from current.staff",
                "select x as staff_id from current.staff",
                "select x, staff_id as staff_id, x as STAFF_ID from current.staff",
                "select s.staff_id from current.staff as s(x, staff_id)",
                "select * exclude (x) from current.staff",
                "select * replace (x as staff_id) from current.staff",
                "select * rename (x as staff_id, staff_id as y) from current.staff",
                "select columns('.*') from current.staff",
            })
    void isNothingElse(String sql) {
        assertThat(isRowWise(sql)).isFalse();
    }

    @Test
    void needsTheWholeKeyOfTheTable() {
        RowWise rows = rowWise("select staff_id, x as line from current.staff").orElseThrow();

        assertThat(rows.isKeyed(List.of("line", "staff_id"), List.of("staff_id", "x"))).isTrue();
        assertThat(rows.isKeyed(List.of("staff_id"), List.of("staff_id", "x"))).isFalse();
        assertThat(rows.isKeyed(List.of("staff_id", "line"), List.of("staff_id"))).isFalse();
        assertThat(rows.isKeyed(List.of("staff_id", "staff_id"), List.of("staff_id", "x")))
                .isFalse();
    }

    private static boolean isRowWise(String sql) {
        return rowWise(sql)
                .filter(rows -> rows.table().equals("staff"))
                .filter(rows -> rows.isKeyed(List.of("staff_id"), List.of("staff_id")))
                .isPresent();
    }

    private static Optional<RowWise> rowWise(String sql) {
        var model =
                new Model(
                        "dim_staff",
                        "dim_staff.sql",
                        ModelKind.DIMENSION,
                        Optional.empty(),
                        List.of("staff_id"),
                        History.LATEST,
                        List.of(),
                        sql,
                        sql,
                        "");
        return Lineage.of(model, session, TABLES).rowWise();
    }

    @AfterAll
    static void close() {
        session.close();
    }
}
