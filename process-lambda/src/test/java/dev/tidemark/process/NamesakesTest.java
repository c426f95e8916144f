package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.runlog.ProcessedModel.Outcome;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model names a table without its schema: that stands for the one table of that name which is
/// followed, whatever other schemas have or had.
class NamesakesTest {

    private static final TableName OTHER = new TableName("b", "customer");

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void twoSchemas() {
        scene = new Scene(temporary);
        scene.folder
                .settings("source: {schemas: [public, b]}")
                .dimension("dim_customer", "id", "select id, name from current.customer");
        scene.source.table("customer", "id", "id integer", "name text");
        scene.source.execute("insert into src.customer values (1, 'Ann'), (2, 'Bo')");
        scene.ingestAndProcess();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aNameOfTwoFollowedTablesIsRefused() {
        other();
        scene.source.ingest();

        assertThatThrownBy(scene::process)
                .hasMessageContaining(
                        "reads `customer`, and two schemas of the source have a table of that name: b.customer, public.customer\n"
                                + "  To fix: put one of them under `source.exclude` in pipeline.yaml, such as `b.customer`");
    }

    @Test
    void excludingOneOfThemLetsTheRunsThatWaitThrough() {
        other();
        scene.source.ingest();
        scene.source.execute("update src.customer set name = 'Bob' where id = 2");
        scene.source.ingest();
        excluding("b.customer");

        scene.process();

        assertThat(scene.rows("dim_customer"))
                .containsExactly(List.of("1", "Ann"), List.of("2", "Bob"));
    }

    @Test
    void aWholeSchemaMayBeLeftOut() {
        other();
        scene.source.ingest();
        scene.folder.settings("source: {schemas: [public]}");

        scene.process();

        assertThat(scene.rows("dim_customer"))
                .containsExactly(List.of("1", "Ann"), List.of("2", "Bo"));
    }

    @Test
    void aTableThatLeftIsInNobodysWay() {
        theOtherCameAndWent();
        scene.folder.settings("source: {schemas: [public, b]}");
        scene.source.execute("update src.customer set name = 'Bob' where id = 2");

        scene.ingestAndProcess();

        assertThat(scene.model("dim_customer").rows()).isEqualTo(1);
        assertThat(scene.rows("dim_customer"))
                .containsExactly(List.of("1", "Ann"), List.of("2", "Bob"));
        scene.ingestAndProcess();
        assertThat(scene.model("dim_customer").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void aTableThatLeftMayComeBackInTheOthersStead() {
        theOtherCameAndWent();
        scene.folder.settings("source: {schemas: [public, b]}");
        scene.source.drop("customer");
        other();

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_customer")).containsExactly(List.of("7", "Zoe"));
    }

    @Test
    void theRowsOfATableThatMovesMoveWithIt() {
        scene.source.drop("customer");
        other();

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_customer")).containsExactly(List.of("7", "Zoe"));
        scene.source.execute("insert into src.b_customer values (8, 'Yan')");
        scene.ingestAndProcess();
        assertThat(scene.rows("dim_customer"))
                .containsExactly(List.of("7", "Zoe"), List.of("8", "Yan"));
    }

    @Test
    void ofTablesThatAllLeftNoRowStays() {
        scene.source.drop("customer");
        other();
        scene.ingestAndProcess();
        scene.source.drop("b_customer");

        scene.ingestAndProcess();

        assertThat(scene.rows("dim_customer")).isEmpty();
        scene.ingestAndProcess();
        assertThat(scene.model("dim_customer").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    /// The second run was processed with the one table, the third with the other, and both brought
    /// changes only.
    @Test
    void excludingTheOtherOneInsteadMakesTheModelWhole() {
        other();
        scene.source.ingest();
        excluding("b.customer");
        scene.process();
        scene.source.execute("insert into src.b_customer values (8, 'Yan')");
        scene.source.ingest();
        excluding("public.customer");

        scene.process();

        assertThat(scene.rows("dim_customer"))
                .containsExactly(List.of("7", "Zoe"), List.of("8", "Yan"));
    }

    private void theOtherCameAndWent() {
        other();
        scene.source.ingest();
        excluding("b.customer");
        scene.source.drop("b_customer");
        scene.ingestAndProcess();
    }

    private void other() {
        scene.source.table(OTHER, "id", "id integer", "name text");
        scene.source.execute("insert into src.b_customer values (7, 'Zoe')");
    }

    private void excluding(String table) {
        scene.folder.settings("source: {schemas: [public, b], exclude: [%s]}".formatted(table));
    }
}
