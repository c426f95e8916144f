package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that cannot pass is left out by command, and the tables heal afterwards.
class SkipTest {

    @TempDir private Path temporary;
    private Scene scene;

    private static final RunNumber SECOND = new RunNumber(2);

    /// Who sold an order stands in for its price.
    private static final String SOLD =
            """
            kind: fact
            grain: an order
            key: [order_id]
            history: every_version
            checks:
              - refers: {price: dim_staff.staff_id}""";

    @BeforeEach
    void aRunThatCannotPass() {
        scene = new Scene(temporary);
        scene.source.table("orders", "order_id", "order_id integer", "price integer");
        scene.source.table("staff", "staff_id", "staff_id integer", "name text");
        scene.folder
                .model(
                        "fact_order",
                        """
                        kind: fact
                        grain: an order
                        key: [order_id]
                        history: every_version
                        checks:
                          - not_null: [price]""",
                        "select order_id, price from delta.orders")
                .dimension("dim_staff", "staff_id", "select staff_id, name from current.staff");
        scene.source.execute("insert into src.orders values (1, 5), (2, 15)");
        scene.source.execute("insert into src.staff values (1, 'Ann')");
        scene.ingestAndProcess();
        scene.source.execute("insert into src.orders values (3, null), (4, 20)");
        scene.source.execute("delete from src.orders where order_id = 1");
        scene.source.execute("update src.staff set name = 'Anne'");
        scene.source.ingest();
    }

    @Test
    void aSkippedTableLeavesItsModelsOutAndNoOthers() {
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");

        assertThat(scene.newest().skipped()).contains("order 3 is a test");
        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(scene.newest().state()).filteredOn(StateTable::stale).hasSize(1);
        assertThat(scene.rows("dim_staff")).containsExactly(List.of("1", "Anne"));
        assertThat(scene.rows("fact_order")).hasSize(2);
    }

    @Test
    void aSkipAsksIngestForAFullRead() {
        scene.stage().skip(SECOND, Set.of("public.orders"), "order 3 is a test");

        assertThat(FullReadRequest.beside(SECOND, scene.ingestion, Folder.NAME))
                .contains(
                        new FullReadRequest(
                                List.of(new TableName("public", "orders")),
                                "run 2 was skipped: order 3 is a test"));
    }

    @Test
    void untilTheFullReadComesTheTableStaysOutAndIsAskedForAgain() {
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.execute("insert into src.orders values (5, 1)");

        scene.ingestAndProcess();

        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(FullReadRequest.beside(new RunNumber(3), scene.ingestion, Folder.NAME))
                .isPresent();
    }

    @Test
    void theFullReadHealsStateAndModel() {
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.execute("delete from src.orders where order_id = 3");
        scene.source.ingestInFull("orders");

        scene.process();

        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("2", "15"), List.of("4", "20"));
        assertThat(scene.newest().state()).noneMatch(StateTable::stale);
        assertThat(scene.newest().skipped()).isEmpty();
    }

    @Test
    void aWholeRunIsSkippedThoughAModelCannotEvenBeRead() {
        scene.folder.dimension("dim_broken", "staff_id", "select from from");

        scene.stage().skip(SECOND, Set.of(), "everything is wrong");

        assertThat(scene.newest().models())
                .extracting(model -> model.name() + " " + model.outcome())
                .containsExactly("dim_staff SKIPPED", "fact_order SKIPPED");
        scene.folder.without("dim_broken");
        scene.source.execute("delete from src.orders where order_id = 3");
        scene.source.ingestInFull("orders", "staff");
        scene.process();
        assertThat(scene.rows("dim_staff")).containsExactly(List.of("1", "Anne"));
        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("2", "15"), List.of("4", "20"));
    }

    @Test
    void aTableThatIngestLeftOutWaitsForItsFullRead() {
        scene.source.execute("delete from src.orders where order_id = 3");
        scene.stage().skip(SECOND, Set.of(), "start afresh");
        scene.source.ingestSkipping("orders");
        scene.process();
        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.SKIPPED);

        scene.source.ingestInFull("orders");
        scene.process();

        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("2", "15"), List.of("4", "20"));
    }

    /// The fact would name a member that its dimension waits for.
    @Test
    void aModelThatNamesWhatAnotherWaitsForWaitsWithIt() {
        scene.folder.model("fact_order", SOLD, "select order_id, price from delta.orders");
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.execute("update src.orders set price = 1");
        scene.source.ingestInFull("orders");
        scene.process();
        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.RAN);
        scene.source.execute("insert into src.staff values (2, 'Bo')");
        scene.source.execute("update src.orders set price = 2 where order_id = 4");
        scene.source.ingestSkipping("staff");

        scene.process();

        assertThat(scene.model("dim_staff").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.SKIPPED);
        scene.source.ingestInFull("staff");
        scene.process();
        assertThat(scene.rows("fact_order")).contains(List.of("4", "2"));
        assertThat(scene.rows("dim_staff"))
                .containsExactly(List.of("1", "Anne"), List.of("2", "Bo"));
    }

    @Test
    void aModelThatNamesOnlyWhatIsThereDoesNotWait() {
        scene.folder.model("fact_order", SOLD, "select order_id, price from delta.orders");
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.execute("update src.orders set price = 1");
        scene.source.ingestInFull("orders");
        scene.process();
        scene.source.execute("insert into src.orders values (6, 1)");
        scene.source.execute("insert into src.staff values (2, 'Bo')");
        scene.source.ingestSkipping("staff");

        scene.process();

        assertThat(scene.model("dim_staff").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(scene.rows("fact_order")).contains(List.of("6", "1"));
    }

    @Test
    void aTableThatIsGoneWaitsForNothing() {
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.drop("orders");
        scene.source.ingest();

        scene.stage().skip(new RunNumber(3), Set.of(), "why not");

        assertThat(scene.newest().state())
                .filteredOn(StateTable::stale)
                .extracting(StateTable::name)
                .containsExactly(new TableName("public", "staff"));
        scene.source.ingestInFull("staff");
        scene.process();
        assertThat(scene.newest().state()).noneMatch(StateTable::stale);
        assertThat(scene.rows("fact_order")).isEmpty();
        assertThat(scene.rows("dim_staff")).containsExactly(List.of("1", "Anne"));
    }

    @Test
    void aTableThatGoesWhileItWaitsWaitsNoMore() {
        scene.stage().skip(SECOND, Set.of("orders"), "order 3 is a test");
        scene.source.drop("orders");

        scene.ingestAndProcess();

        assertThat(scene.newest().state()).noneMatch(StateTable::stale);
        assertThat(scene.rows("fact_order")).isEmpty();
    }

    @Test
    void onlyTheNextRunCanBeSkipped() {
        assertThatThrownBy(() -> scene.stage().skip(RunNumber.FIRST, Set.of(), "why not"))
                .hasMessageStartingWith(
                        "run 1 of sales is processed already; only the next run to process can be skipped");
        assertThatThrownBy(() -> scene.stage().skip(new RunNumber(3), Set.of(), "why not"))
                .hasMessageStartingWith("run 3 of sales waits for run 2;");
    }

    @Test
    void aMisspeltTableIsRefused() {
        assertThatThrownBy(() -> scene.stage().skip(SECOND, Set.of("order"), "why not"))
                .hasMessage("the run has no table `order`\n  To fix: did you mean `orders`?");
        assertThatThrownBy(() -> scene.stage().skip(SECOND, Set.of("publik.order"), "why not"))
                .hasMessage(
                        "the run has no table `publik.order`\n  To fix: did you mean `public.orders`?");
    }

    @Test
    void aReasonIsNotOptional() {
        assertThatThrownBy(() -> scene.stage().skip(SECOND, Set.of("orders"), " "))
                .hasMessageStartingWith("a skip needs a reason");
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
