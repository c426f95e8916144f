package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many rows each model will read is said before the first one runs, and meanwhile how many of them it has read.
class ForeseenRowsTest {

    @TempDir private Path temporary;
    private final List<String> heard = new ArrayList<>();
    private Scene scene;

    @BeforeEach
    void staffAndOrders() {
        scene = new Scene(temporary);
        scene.source.table("staff", "staff_id", "staff_id integer", "name text");
        scene.source.table("orders", "order_id", "order_id integer", "staff_id integer");
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id, name from current.staff");
        scene.folder.fact("fact_order", "order_id", "select order_id, staff_id from delta.orders");
        scene.source.execute("insert into src.staff select i, 'Ann' from range(10) as r (i)");
        scene.source.execute("insert into src.orders select i, 1 from range(100) as r (i)");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void allModelsOfARunAreForeseenBeforeTheFirstOneRuns() {
        ingestAndProcess();

        assertThat(heard.subList(0, 2))
                .containsExactly("expected dim_staff 10", "expected fact_order 100");
        assertThat(heard.subList(2, heard.size())).noneMatch(line -> line.startsWith("expected"));
    }

    @Test
    void aModelIsSeenFromItsFirstRowToItsLast() {
        ingestAndProcess();

        assertThat(heard)
                .filteredOn(line -> line.contains("dim_staff"))
                .containsExactly(
                        "expected dim_staff 10",
                        "moved dim_staff 0",
                        "moved dim_staff 5",
                        "done dim_staff 10");
    }

    @Test
    void whatIsMadeOfChangesReadsTheChangedRowsAlone() {
        ingestAndProcess();
        heard.clear();
        scene.source.execute("update src.orders set staff_id = 2 where order_id < 4");
        scene.source.execute("delete from src.orders where order_id >= 90");

        ingestAndProcess();

        assertThat(heard)
                .containsExactly(
                        "expected fact_order 14",
                        "moved fact_order 0",
                        "moved fact_order 7",
                        "done fact_order 4");
    }

    private void ingestAndProcess() {
        scene.source.ingest();
        scene.stage(folder -> new HalfwaySession(new DuckDb(200, 2).open(folder)), recording())
                .catchUp(Deadline.none());
    }

    private Progress recording() {
        return new Progress() {
            @Override
            public void expected(Stage stage, String relation, long rows) {
                heard.add("expected %s %d".formatted(relation, rows));
            }

            @Override
            public void moved(Stage stage, String relation, long rows, long bytes) {
                heard.add("moved %s %d".formatted(relation, rows));
            }

            @Override
            public void relationDone(Stage stage, String relation, long rows, long bytes) {
                heard.add("done %s %d".formatted(relation, rows));
            }
        };
    }
}
