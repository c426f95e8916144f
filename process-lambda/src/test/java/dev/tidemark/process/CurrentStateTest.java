package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The current state is the source table as of the run, whatever led there.
class CurrentStateTest {

    @TempDir private Path temporary;
    private Scene scene;

    private static final TableName TOWN = new TableName("public", "town");
    private static final TableName STAFF = new TableName("public", "staff");

    @BeforeEach
    void aTable() {
        scene = new Scene(temporary);
        scene.folder.settings("source: {private: {staff: [salary]}}");
        scene.source.table("town", "town_id", "town_id integer");
        scene.source.table("staff", "staff_id", "staff_id integer", "name text", "salary integer");
        scene.source.execute("insert into src.staff values (1, 'Ann', 1), (2, 'Bob', 2)");
        scene.source.execute("insert into src.town values (1)");
        scene.ingestAndProcess();
    }

    @Test
    void isKeptOfEveryTableThoughNoModelReadsIt() {
        assertThat(scene.newest().state()).extracting(StateTable::name).hasSize(2);
    }

    @Test
    void neverHoldsAPrivateColumn() {
        assertThat(state().columns())
                .extracting(TableColumn::name)
                .containsExactly("staff_id", "name");
        assertThat(columnsOfFiles()).containsExactlyInAnyOrder("staff_id", "name");
    }

    @Test
    void ofATableWithoutPrivateColumnsIsWhatIngestWrote() {
        scene.source.execute("insert into src.town select * from range(2, 50)");
        IngestLog first = scene.source.ingestInFull("town");
        scene.process();
        scene.source.execute("delete from src.town where town_id = 2");
        scene.source.execute("insert into src.town values (77)");
        IngestLog second = scene.source.ingest();

        scene.process();

        assertThat(scene.newest().state(TOWN).orElseThrow().files())
                .extracting(DataFile::sha256)
                .containsExactly(
                        town(first).files().getFirst().sha256(),
                        town(second).files().getFirst().sha256(),
                        town(second).deletedFiles().getFirst().sha256());
    }

    private static IngestedTable town(IngestLog log) {
        return log.tables().stream()
                .filter(table -> table.name().equals(TOWN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnchangedTableKeepsItsFiles() {
        List<DataFile> before = state().files();
        scene.source.execute("insert into src.town values (2)");

        scene.ingestAndProcess();

        assertThat(state().files()).isEqualTo(before);
    }

    @Test
    void aNewColumnIsThereFromTheRunThatBringsIt() {
        scene.source.table(
                "staff",
                "staff_id",
                "staff_id integer",
                "name text",
                "salary integer",
                "town text");
        scene.source.execute("insert into src.staff values (1, 'Ann', 1, 'York')");
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id, town from current.staff");

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_staff")).containsExactly(List.of("1", "York"));
    }

    @Test
    void aColumnThatTakesNoNullAnyMoreLosesNoVersion() {
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id, name from current.staff");
        scene.source.require("staff", "name");
        scene.source.execute("update src.staff set name = 'Anne' where staff_id = 1");

        scene.ingestAndProcess();

        assertThat(state().stale()).isFalse();
        assertThat(scene.rows("dim_staff"))
                .containsExactly(List.of("1", "Anne"), List.of("2", "Bob"));
    }

    @Test
    void aColumnThatIsPrivateNoMoreWaitsForAFullRead() {
        scene.folder.settings("source: {schemas: [public]}");
        scene.source.execute("insert into src.staff values (3, 'Cid', 3)");
        scene.ingestAndProcess();
        assertThat(state().stale()).isTrue();

        scene.source.ingestInFull("staff");
        scene.process();

        assertThat(state().stale()).isFalse();
        assertThat(columnsOfFiles()).containsExactlyInAnyOrder("staff_id", "name", "salary");
    }

    @Test
    void aColumnThatBecomesPrivateIsHiddenAtOnce() {
        scene.folder.settings("source: {private: {staff: [salary, name]}}");
        scene.source.execute("insert into src.town values (2)");

        scene.ingestAndProcess();

        assertThat(state().columns()).extracting(TableColumn::name).containsExactly("staff_id");
    }

    @Test
    void aSmallDeltaIsWrittenBesideTheTableAndNotWithIt() {
        scene.source.execute("insert into src.staff select i, 'n', 0 from range(10, 100) r(i)");
        scene.ingestAndProcess();
        List<DataFile> base = state().files();
        scene.source.execute("update src.staff set name = 'Bo' where staff_id = 2");

        scene.ingestAndProcess();

        assertThat(state().files()).hasSize(2).startsWith(base.toArray(DataFile[]::new));
        assertThat(state().files().getLast().rows()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void manyDeltasAreFoldedAndHeavyOnesMerged() {
        scene.folder.dimension("dim_staff", "staff_id", "select staff_id, name from current.staff");
        scene.source.execute("insert into src.staff select i, 'n', 0 from range(10, 200) r(i)");
        scene.ingestAndProcess();
        List<Integer> files = new ArrayList<>();
        for (int run = 0; run < 60; run++) {
            int key = 10 + run * 7 % 50;
            scene.source.execute(
                    run % 3 == 0
                            ? "delete from src.staff where staff_id = " + key
                            : "update src.staff set name = 'r%d' where staff_id = %d"
                                    .formatted(run, key));
            if (run % 5 == 0) {
                scene.source.execute(
                        "insert into src.staff select %d, 'again', 0 where not exists (select 1 from src.staff where staff_id = %d)"
                                .formatted(key - 7, key - 7));
            }
            scene.ingestAndProcess();
            files.add(state().files().size());
        }

        assertThat(scene.rows("dim_staff"))
                .isEqualTo(scene.source.database().rows("select staff_id, name from src.staff"));
        assertThat(files).allMatch(count -> count <= 36);
        assertThat(files.getLast()).isLessThan(36);
    }

    private StateTable state() {
        return scene.newest().state(STAFF).orElseThrow();
    }

    private List<String> columnsOfFiles() {
        List<String> paths = new ArrayList<>();
        for (DataFile file : state().files()) {
            Path target = temporary.resolve(file.sha256());
            new DataFiles(scene.processed).fetch(file, target);
            paths.add("'" + target + "'");
        }
        return scene
                .source
                .database()
                .rows("select column_name from (describe from read_parquet(%s))".formatted(paths))
                .stream()
                .map(List::getFirst)
                .toList();
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
