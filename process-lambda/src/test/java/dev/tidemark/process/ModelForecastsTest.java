package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ModelForecast;
import dev.tidemark.process.inspection.ModelForecasts;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A forecast names the models that the next run then runs, and why.
class ModelForecastsTest {

    @TempDir private Path temporary;
    private Scene scene;
    private final Problems problems = new Problems();

    @BeforeEach
    void aShop() {
        scene = new Scene(temporary);
        scene.source.table("staff", "staff_id", "staff_id integer", "name text");
        scene.source.table("orders", "order_id", "order_id integer", "due date");
        scene.folder
                .dimension("dim_date", "date_id", "select date as date_id from calendar")
                .dimension("dim_staff", "staff_id", "select staff_id, name from current.staff")
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: every_version
                        checks:
                          - refers: {due: dim_date.date_id}""",
                        "select order_id, due from delta.orders");
        scene.source.execute("insert into src.staff values (1, 'Ann')");
        scene.source.execute("insert into src.orders values (1, '2026-01-02')");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aFirstRunMakesEveryModel() {
        scene.source.ingest();

        assertThat(forecast())
                .containsExactly(
                        "dim_date WHOLE [new model]",
                        "dim_staff WHOLE [new model, staff]",
                        "fact_order WHOLE [new model, orders]");
    }

    @Test
    void aChangedTableRunsTheModelsThatReadIt() {
        scene.ingestAndProcess();
        scene.source.execute("update src.staff set name = 'Bea'");
        scene.source.ingest();

        assertThat(forecast())
                .containsExactly(
                        "dim_date UNCHANGED []",
                        "dim_staff CHANGED [staff]",
                        "fact_order UNCHANGED []");
        scene.process();
        assertThat(scene.model("dim_staff").rows()).isEqualTo(1);
    }

    @Test
    void aCalendarMayHaveToGrowWithTheFactThatRefersToIt() {
        scene.ingestAndProcess();
        scene.source.execute("insert into src.orders values (2, '2031-01-02')");
        scene.source.ingest();

        assertThat(forecast())
                .containsExactly(
                        "dim_date PERHAPS [calendar]",
                        "dim_staff UNCHANGED []",
                        "fact_order CHANGED [orders]");
    }

    @Test
    void aChangedModelIsMadeWhole() {
        scene.ingestAndProcess();
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id from current.staff");
        scene.source.ingest();

        assertThat(forecast()).contains("dim_staff WHOLE [changed model]");
    }

    @Test
    void goesOnAfterAModelThatTheRunWouldRefuse() {
        scene.source.ingest();
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id from current.staf");

        assertThat(forecast()).hasSize(2);
        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .containsExactly("did you mean `staff`?");
    }

    @Test
    void aModelThatTheEngineWouldRefuseIsAProblemWithItsPlace() {
        scene.ingestAndProcess();
        scene.source.table("staff", "staff_id", "staff_id integer");
        scene.source.execute("insert into src.staff values (1)");
        scene.source.ingestInFull("staff");

        assertThat(forecast()).contains("dim_staff WHOLE [staff]");
        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.what()).contains("names the unknown column `name`");
                            assertThat(problem.place().orElseThrow())
                                    .contains("models/dim_staff.sql:");
                            assertThat(problem.fix()).contains("known are: staff_id");
                        });
    }

    @Test
    void aModelThatWouldNotRunIsNotLookedAt() {
        scene.ingestAndProcess();
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id, nam from current.staff");
        scene.source.ingestSkipping("staff");

        assertThat(forecast()).contains("dim_staff WAITS [staff]");
        assertThat(problems.found()).isEmpty();
    }

    private List<String> forecast() {
        Optional<ProcessLog> previous = RunLog.processed(scene.processed, Folder.NAME).newest();
        var tables = RunLog.ingested(scene.ingestion, Folder.NAME).newest().orElseThrow().tables();
        var asked = new Completions(scene.processed, Folder.NAME).asked(previous);
        try (Session session = new DuckDb(200, 1).open(temporary)) {
            return new ModelForecasts(scene.folder.read(), session, previous, asked, problems)
                    .of(tables).stream().map(ModelForecastsTest::said).toList();
        }
    }

    private static String said(ModelForecast of) {
        return of.model() + " " + of.outcome() + " " + of.because();
    }
}
