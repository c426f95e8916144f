package dev.tidemark.process.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
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
import org.junit.jupiter.params.provider.CsvSource;

/// The SQL of a model tells where its columns come from, or leaves it unclear; it is never guessed.
class ColumnOriginsTest {

    @TempDir private static Path folder;
    private static Session session;

    @BeforeAll
    static void open() {
        session = new DuckDb(100, 1).open(folder);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select x from delta.staff                                                   | staff.x
                    select staff_id as x from delta.staff                                       | staff.staff_id
                    select s.STAFF_ID as X from current.staff as s                              | staff.STAFF_ID
                    select current.staff.name as x from current.staff                           | staff.name
                    select * from current.staff                                                 | staff.x
                    select * exclude (x), name as x from current.staff                          | staff.name
                    select t.* from current.staff as s left join current.town as t on t.a = s.b | town.x
                    select d.date as x from calendar as d                                       | calendar.date
                    select date as x from calendar cross join current.staff                     | calendar.date
                    select y as x from (select name as y from current.staff) as inside          | staff.name
                    with a as (select name as y from current.staff) select a.y as x from a      | staff.name
                    with staff as (select x from current.town) select x from staff              | town.x
                    select x from current.town union all select x from current.town             | town.x
                    """)
    void aColumnAsItIsIsNamedWithItsTable(String sql, String source) {
        assertThat(origin(sql))
                .isInstanceOfSatisfying(
                        Origin.Plain.class,
                        plain -> assertThat(plain.source()).hasToString(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select cast(name as date) as x from delta.staff            | [staff.name]            | CAST("name" AS DATE)
                    select 1 as x from delta.staff                             | []                      | 1
                    select a + b as x from delta.staff -- a comment            | [staff.a, staff.b]      | (a + b)
                    select coalesce(s.a, t.b) as x from current.staff s, current.town t  | [staff.a, town.b] | COALESCE(s.a, t.b)
                    select y + 1 as x from (select a * b as y from delta.staff) as i     | [staff.a, staff.b] | (y + 1)
                    select x from (select a * b as x from delta.staff) as i              | [staff.a, staff.b] | (a * b)
                    select a as x from current.staff union select b from current.town    | [staff.a, town.b] | staff.a or town.b
                    """)
    void anExpressionNamesAllThatItIsComputedOf(String sql, String sources, String expression) {
        assertThat(origin(sql)).isInstanceOf(Origin.Computed.class);
        assertThat(origin(sql).sources()).hasToString(sources);
        assertThat(((Origin.Computed) origin(sql)).sql()).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select x from current.staff s join current.town t on t.a = s.b          | `x` is written without its table
                    select s.a + b as x from current.staff s join current.town t on true    | `b` is written without its table
                    select * from current.staff, current.town                               | `x` is written without its table
                    select a + 1 as b, b as x from current.staff                            | `b` may be the table's or the model's own
                    select (select max(x) from current.town) as x from current.staff        | its expression has a subquery
                    select list_sum(list_transform(a, y -> y + b)) as x from current.staff  | its expression has a lambda
                    select x from (select a from current.staff) as t(x)                     | `x` is written without its table
                    select x from current.staff, unnest([1]) as u(x)                        | `x` is written without its table
                    select a from current.staff                                             | the model's SQL does not name it
                    """)
    void whatTheSqlLeavesOpenStaysUnclear(String sql, String why) {
        assertThat(origin(sql)).isEqualTo(new Origin.Unclear(why));
    }

    @Test
    void namesAllRelationsThatAreRead() {
        var origins =
                ColumnOrigins.of(
                        model(
                                "select a.x from current.staff as a where exists (from current.town) and x in (select currency_code from iso_currency)"),
                        session);
        assertThat(origins.reads()).hasToString("[current.staff, current.town, iso_currency]");
    }

    @Test
    void refusesWhatIsNotOneSelect() {
        assertThatThrownBy(() -> origin("select 1; select 2"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "p/models/dim_x.sql:1 has 2 statements where one SELECT is expected");
        assertThatThrownBy(() -> origin("select from where"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("p/models/dim_x.sql:1 has a syntax error");
    }

    private static Origin origin(String sql) {
        return ColumnOrigins.of(model(sql), session).of("x");
    }

    private static Model model(String sql) {
        return new Model(
                "dim_x",
                "p/models/dim_x.sql",
                ModelKind.DIMENSION,
                Optional.empty(),
                List.of("x"),
                History.LATEST,
                List.of(),
                sql,
                sql,
                "definition");
    }
}
