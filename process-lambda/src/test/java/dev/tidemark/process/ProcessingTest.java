package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DataFiles;
import dev.tidemark.parquet.ParquetReader;
import dev.tidemark.process.ProcessResult.NothingNew;
import dev.tidemark.process.ProcessResult.Published;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessingTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aShop() {
        scene = new Scene(temporary);
        scene.folder
                .dimension(
                        "dim_staff",
                        "staff_id",
                        """
                        select staff_id, name, town
                        from current.staff join current.department using (department_id)""")
                .fact(
                        "fact_order",
                        "order_id",
                        "select order_id, staff_id, price from delta.orders where price > 0");
        scene.source.table("department", "department_id", "department_id integer", "town text");
        scene.source.table(
                "staff", "staff_id", "staff_id integer", "name text", "department_id integer");
        scene.source.table(
                "orders",
                "order_id",
                "order_id integer",
                "staff_id integer",
                "price numeric(10,2)");
        scene.source.execute("insert into src.department values (1, 'Leeds'), (2, 'York')");
        scene.source.execute("insert into src.staff values (1, 'Ann', 1), (2, 'Bob', 2)");
        scene.source.execute("insert into src.orders values (10, 1, 9.99), (11, 2, 0.01)");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void carriesARunFromZoneToZone() {
        ProcessResult result = scene.ingestAndProcess();

        assertThat(result)
                .isEqualTo(
                        new Published(
                                List.of(
                                        new ProcessResult.PublishedRun(
                                                RunNumber.FIRST,
                                                Map.of("dim_staff", 2L, "fact_order", 2L)))));
        assertThat(scene.rows("dim_staff"))
                .containsExactly(List.of("1", "Ann", "Leeds"), List.of("2", "Bob", "York"));
        assertThat(scene.rows("fact_order"))
                .containsExactly(List.of("10", "1", "9.99"), List.of("11", "2", "0.01"));
    }

    @Test
    void hasNothingToDoBeforeTheFirstRunAndAfterTheLast() {
        assertThat(scene.process()).isEqualTo(new NothingNew(Optional.empty()));
        scene.ingestAndProcess();

        assertThat(scene.process()).isEqualTo(new NothingNew(Optional.of(RunNumber.FIRST)));
    }

    @Test
    void aChangeOfOneInputRefreshesWhatReadsIt() {
        scene.ingestAndProcess();
        scene.source.execute("update src.department set town = 'Hull' where department_id = 2");

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_staff"))
                .containsExactly(List.of("1", "Ann", "Leeds"), List.of("2", "Bob", "Hull"));
        assertThat(scene.model("dim_staff").rows()).isEqualTo(1);
        assertThat(scene.model("fact_order").outcome()).isEqualTo(ProcessedModel.Outcome.UNCHANGED);
    }

    @Test
    void keysLeaveAFactWhenTheirRowsAreDeletedOrNoLongerWanted() {
        scene.ingestAndProcess();
        scene.source.execute("delete from src.orders where order_id = 10");
        scene.source.execute("update src.orders set price = 0 where order_id = 11");
        scene.source.execute("insert into src.orders values (12, 1, 5)");

        scene.ingestAndProcess();

        assertThat(scene.model("fact_order").rowsLeft()).isEqualTo(2);
        assertThat(scene.rows("fact_order")).containsExactly(List.of("12", "1", "5.00"));
    }

    @Test
    void aKeyWhoseRowOnlyChangedDoesNotLeaveAFact() {
        scene.ingestAndProcess();
        scene.source.execute("update src.orders set price = 5 where order_id = 11");

        scene.ingestAndProcess();

        assertThat(scene.model("fact_order").rows()).isEqualTo(1);
        assertThat(scene.model("fact_order").rowsLeft()).isZero();
    }

    @Test
    void keysLeaveADimensionWhenTheirRowsAreDeleted() {
        scene.ingestAndProcess();
        scene.source.execute("delete from src.staff where staff_id = 2");

        scene.ingestAndProcess();

        assertThat(scene.model("dim_staff").rowsLeft()).isEqualTo(1);
        assertThat(scene.rows("dim_staff")).containsExactly(List.of("1", "Ann", "Leeds"));
    }

    @Test
    void theFilesAreWhatTheQueryLogSays() throws Exception {
        scene.ingestAndProcess();

        for (ProcessedModel model : scene.newest().models()) {
            Path file = temporary.resolve(model.name());
            new DataFiles(scene.processed).fetch(model.files().getFirst(), file);
            try (ParquetReader reader = ParquetReader.open(file)) {
                assertThat(reader.rows()).isEqualTo(model.rows());
                assertThat(reader.columns().list())
                        .extracting(column -> column.name() + " " + column.type().name())
                        .isEqualTo(
                                model.columns().stream()
                                        .map(column -> column.name() + " " + column.type())
                                        .toList());
            }
        }
    }

    @Test
    void leavesNothingInTheTemporaryFolder() {
        scene.ingestAndProcess();

        assertThat(scene.leftovers()).isZero();
    }

    @Test
    void aQuotedNameIsAColumnWhateverItMeansWithoutQuotes() {
        scene.source.table(
                "log",
                "log_id",
                "log_id integer",
                "current_date integer",
                "localtime text",
                "current_timestamp text");
        scene.source.execute("insert into src.log values (1, 7, 'é', 'now')");
        scene.folder.dimension(
                "dim_log",
                "log_id",
                "select log_id, 'é💡' as sign, \"current_date\", \"localtime\" as clock, \"Current_Timestamp\" as stamp from current.log where \"current_date\" > 1");

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_log")).containsExactly(List.of("1", "é💡", "7", "é", "now"));
    }
}
