package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.ProcessedModel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calendar covers every date that a model refers to it.
class CalendarTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aSource() {
        scene = new Scene(temporary);
        scene.source.table("orders", "order_id", "order_id integer", "due text", "paid date");
        scene.folder
                .dimension(
                        "dim_date",
                        "date_id",
                        "select date as date_id, cast(year(date) as integer) as year from calendar")
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: every_version
                        checks:
                          - refers: {due: dim_date.date_id, paid: dim_date.date_id}""",
                        "select order_id, cast(due as date) as due, paid from delta.orders");
    }

    @Test
    void isEmptyBeforeAnyDate() {
        scene.ingestAndProcess();

        assertThat(scene.newest().calendar()).isEmpty();
        assertThat(scene.rows("dim_date")).isEmpty();
    }

    @Test
    void coversWholeYears() {
        scene.source.execute("insert into src.orders values (1, '2024-02-29', null)");

        scene.ingestAndProcess();

        assertThat(scene.newest().calendar()).contains(years(2024, 2024));
        assertThat(scene.rows("dim_date")).hasSize(366).contains(List.of("2024-02-29", "2024"));
    }

    @Test
    void growsInBothDirectionsAndBringsOnlyTheNewDays() {
        scene.source.execute("insert into src.orders values (1, '2024-06-01', null)");
        scene.ingestAndProcess();
        scene.source.execute("insert into src.orders values (2, '2025-06-01', '2023-06-01')");

        scene.ingestAndProcess();

        assertThat(scene.newest().calendar()).contains(years(2023, 2025));
        assertThat(scene.model("dim_date").rows()).isEqualTo(730);
        assertThat(scene.model("dim_date").complete()).isFalse();
        assertThat(scene.rows("dim_date")).hasSize(1096);
    }

    @Test
    void neverShrinks() {
        scene.source.execute("insert into src.orders values (1, '2024-06-01', '2030-01-01')");
        scene.ingestAndProcess();
        scene.source.execute("update src.orders set paid = null");

        scene.ingestAndProcess();

        assertThat(scene.newest().calendar()).contains(years(2024, 2030));
        assertThat(scene.model("dim_date").outcome()).isEqualTo(ProcessedModel.Outcome.UNCHANGED);
    }

    @Test
    void isNotStretchedToASlipOfTheKeyboard() {
        scene.source.execute(
                "insert into src.orders values (1, '2024-06-01', null), (2, '20224-06-01', null), (3, '1024-06-01', null)");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessageContaining(
                        """
                        sales/models/fact_order.sql, check refers: 2 rows have a due outside of the calendar's limit, 1900-01-01 to 2199-12-31
                          Keys: order_id 2, 3.""");
    }

    @Test
    void isReferredToByDatesOnly() {
        scene.folder.model(
                "fact_order",
                """
                kind: fact
                grain: an order
                key: [order_id]
                history: every_version
                checks:
                  - refers: {due: dim_date.date_id}""",
                "select order_id, due from delta.orders");
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessage(
                        """
                        sales/models/fact_order.sql:9 refers to the calendar with the column `due` of type text
                          To fix: cast it to date""");
    }

    private static CalendarRange years(int from, int to) {
        return new CalendarRange(LocalDate.of(from, 1, 1), LocalDate.of(to, 12, 31));
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
