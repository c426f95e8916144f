package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.failure.TerminalFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model that cannot work stops the run with a message for whoever wrote it.
class BadModelTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aSource() {
        scene = new Scene(temporary);
        scene.folder.settings("source: {private: {staff: [salary]}}");
        scene.source.table("staff", "staff_id", "staff_id integer", "name text", "salary integer");
        scene.source.table("orders", "order_id", "order_id integer", "note text");
        scene.source.execute("insert into src.staff values (1, 'Ann', 30000)");
        scene.source.execute("insert into src.orders values (10, 'Secret')");
        scene.source.ingest();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    select staff_id frm current.staff|has a syntax error at or near "current" (line 1 of its SELECT: `select staff_id frm current.staff`)|correct the SQL
                    select 1 as staff_id; select 2|has 2 statements where one SELECT is expected|keep one of them; use common table expressions (with … as) for steps
                    delete from current.staff|is not a SELECT; a model only reads|write the model as one SELECT
                    select staff_id from current.staf|reads the unknown table `current.staf`|did you mean `staff`?
                    select staff_id from current.item|reads the unknown table `current.item`|known are: orders, staff; another is followed once pipeline.yaml names its schema under `source.schemas`, and not the table under `source.exclude`
                    select staff_id from staff|reads `staff` without saying of which kind|read delta.staff (the rows of the run) or current.staff (the whole table)
                    select staff_id from kalendar|reads the unknown table `kalendar`|did you mean `calendar`?; source tables are read as delta.<table> or current.<table>
                    select staff_id from public.staff|reads `public.staff`; models read the schemas delta and current only|read delta.staff or current.staff
                    select 1 as staff_id from read_parquet('/etc/passwd')|reads from `read_parquet`; models read relations, never files or functions|read delta.<table>, current.<table>, calendar or iso_currency
                    select 1 as staff_id from '/etc/passwd'|reads the unknown table `/etc/passwd`|known are: calendar, iso_currency; source tables are read as delta.<table> or current.<table>
                    select staff_id from delta.staff|is a dimension but reads delta.staff, the rows of one run only|read current.staff
                    select staff_id, random() as dice from current.staff|calls `random`, which gives another value each time: a repeated run would differ|compute from the columns of the rows only
                    select staff_id, current_date as today from current.staff|calls `current_date`, which gives another value each time: a repeated run would differ|compute from the columns of the rows only
                    select staff_id, current_timestamp as t from current.staff|calls `current_timestamp`, which gives another value each time: a repeated run would differ|compute from the columns of the rows only
                    select staff_id, salary from current.staff|names the column `salary` (line 1 of its SELECT: `select staff_id, salary from current.staff`), which is private: models cannot see it|leave the column out, or take it from `source.private` in pipeline.yaml
                    select staff_id, s.salary from current.staff as s|names the column `salary` (line 1 of its SELECT: `select staff_id, s.salary from current.staff as s`), which is private: models cannot see it|leave the column out, or take it from `source.private` in pipeline.yaml
                    select staff_id, nam from current.staff|names the unknown column `nam` (line 1 of its SELECT: `select staff_id, nam from current.staff`)|did you mean `name`?
                    select staff_id, s.nam from current.staff as s|names the unknown column `nam` (line 1 of its SELECT: `select staff_id, s.nam from current.staff as s`)|did you mean `name`?
                    select staff.staff_id, orders.wholesale from current.staff, current.orders|names the unknown column `wholesale` (line 1 of its SELECT: `select staff.staff_id, orders.wholesale from current.staff, current.orders`)|known are: note, order_id
                    with s as (select staff_id from current.staff) select s.name from s|names the unknown column `name` (line 1 of its SELECT: `with s as (select staff_id from current.staff) select s.name from s`)|the table has it, but what stands in `from` there does not pass it on
                    select name from current.staff|names the column `staff_id` in its head, but does not make it|known are: name
                    select staff_id, sum(staff_id) as s from current.staff group by staff_id|makes the column `s` of type HUGEINT, which is not moved to a warehouse|a sum of whole numbers has this type: cast(… as bigint) as s, or decimal(38, 0) for more digits
                    select staff_id, [name] as names from current.staff|makes the column `names` of type VARCHAR[], which is not moved to a warehouse|cast(… as string) as names
                    select staff_id, date '2026-01-02' - timestamp '2026-01-01' as lag from current.staff|makes the column `lag` of type INTERVAL, which is not moved to a warehouse|cast(… as string) as lag
                    select staff_id, cast(staff_id as ubigint) as u from current.staff|makes the column `u` of type UBIGINT, which is not moved to a warehouse|cast(… as decimal(20, 0)) as u
                    select staff_id, cast(name as integer) as n from current.staff|meets a value that it cannot compute with (line 1 of its SELECT: `select staff_id, cast(name as integer) as n from current.staff`). The value is not shown.|correct the source, or let the model expect such values (try_cast), and process again
                    """)
    void saysWhatIsWrongAndHowToCorrectIt(String sql, String finding, String fix) {
        scene.folder.dimension("dim_staff", "staff_id", sql);

        TerminalFailure refusal = refusal();

        assertThat(refusal.what()).isEqualTo("sales/models/dim_staff.sql " + finding);
        assertThat(refusal.fix()).isEqualTo(fix);
        assertThat(refusal).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select staff_id from current.staff|is a fact but reads no delta.<table>|let a fact read the delta of exactly one table; what other tables know belongs into dimensions
                    select staff_id from delta.staff join delta.orders on order_id = staff_id|reads the delta of 2 tables: a change of one alone would go unseen|let a fact read the delta of exactly one table; what other tables know belongs into dimensions
                    select o.order_id as staff_id from delta.orders as o where exists (select 1 from current.staff)|reads delta.orders together with current.staff: a change of current.staff alone would go unseen|let the fact carry the key, and read current.staff in a dimension
                    select staff_id, sum(salary) as s from delta.staff group by staff_id|is a fact with `group by`, but it sees only the rows of one run|make each row of one row of the delta; sum up in a dimension over current.<table>, or in the warehouse
                    select staff_id, row_number() over (order by name) as n from delta.staff|is a fact with `row_number() over`, but it sees only the rows of one run|make each row of one row of the delta; sum up in a dimension over current.<table>, or in the warehouse
                    select max(staff_id) as staff_id from delta.staff|is a fact with `max`, but it sees only the rows of one run|make each row of one row of the delta; sum up in a dimension over current.<table>, or in the warehouse
                    select wavg(staff_id, salary) as staff_id from delta.staff|is a fact with `wavg`, but it sees only the rows of one run|make each row of one row of the delta; sum up in a dimension over current.<table>, or in the warehouse
                    with d as (select * from calendar) select staff_id from delta.staff, d|is a fact that reads calendar, which is made from the dates of the facts|take the parts of a date from the date itself
                    """)
    void refusesAFactThatWouldMissAChange(String sql, String finding, String fix) {
        scene.folder.fact("fact_staff", "staff_id", sql);

        TerminalFailure refusal = refusal();

        assertThat(refusal.what()).isEqualTo("sales/models/fact_staff.sql " + finding);
        assertThat(refusal.fix()).isEqualTo(fix);
    }

    @Test
    void namesTheLineOfALongSelect() {
        scene.folder.dimension(
                "dim_staff",
                "staff_id",
                "select\n    staff_id,\n    nme -- a slip\nfrom current.staff");

        assertThatThrownBy(scene::process)
                .hasMessageMatching(
                        "(?s)sales/models/dim_staff.sql:\\d+ .*\\(line 3 of its SELECT: `nme -- a slip`\\).*");
    }

    /// The engine takes a name that no column has for the call.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "current_date",
                "current_time",
                "current_timestamp",
                "localtime",
                "localtimestamp"
            })
    void aQuotedNameThatNoColumnHasDoesNotTellTheTime(String name) {
        scene.folder.dimension(
                "dim_staff",
                "staff_id",
                "with s as (select * from current.staff)\nselect staff_id, \"%s\" as t from s"
                        .formatted(name));

        assertThatThrownBy(scene::process)
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure ->
                                assertThat(failure.place())
                                        .hasValue("sales/models/dim_staff.sql:7"))
                .hasMessage(
                        """
                        sales/models/dim_staff.sql:7 names the unknown column `%s`
                          To fix: known are: name, staff_id"""
                                .formatted(name));
    }

    @Test
    void aReferenceToAnUnknownModelOrColumnIsRefused() {
        scene.folder
                .dimension("dim_staff", "staff_id", "select staff_id from current.staff")
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: latest
                        checks:
                          - refers: {order_id: dim_staf.staff_id}""",
                        "select order_id from delta.orders");

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        sales/models/fact_order.sql:7 refers to the unknown model `dim_staf`
                          To fix: did you mean `dim_staff`?""");
    }

    @Test
    void aReferenceToAColumnThatTheModelLacksIsRefused() {
        scene.folder
                .dimension("dim_staff", "staff_id", "select staff_id from current.staff")
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: latest
                        checks:
                          - refers: {order_id: dim_staff.staf_id}""",
                        "select order_id from delta.orders");

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        sales/models/fact_order.sql:7 refers to dim_staff.staf_id, which dim_staff does not make
                          To fix: did you mean `staff_id`?""");
    }

    @Test
    void aMisspeltPrivateColumnDoesNotLetItOut() {
        scene.folder.settings("source: {private: {staff: [salery]}}");

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        pipeline.yaml, source.private names the unknown column `salery` of public.staff
                          To fix: did you mean `salary`?""");
    }

    @Test
    void aMisspeltPrivateTableDoesNotLetItOut() {
        scene.folder.settings("source: {private: {stuff: [salary]}}");

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        pipeline.yaml, source.private names the unknown table `stuff`
                          To fix: did you mean `staff`?""");
    }

    @Test
    void aMisspeltPrivateTableMayHaveItsSchema() {
        scene.folder.settings("source: {private: {publik.stuff: [salary]}}");

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        pipeline.yaml, source.private names the unknown table `publik.stuff`
                          To fix: did you mean `public.staff`?""");
    }

    private TerminalFailure refusal() {
        return catchThrowableOfType(TerminalFailure.class, scene::process);
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
