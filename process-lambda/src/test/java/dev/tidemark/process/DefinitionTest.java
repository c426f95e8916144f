package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that is new or changed is made whole; one that is gone is listed no more.
class DefinitionTest {

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void aSource() {
        scene = new Scene(temporary);
        scene.source.table("orders", "order_id", "order_id integer", "price integer");
        scene.source.table("staff", "staff_id", "staff_id integer");
        scene.source.execute("insert into src.orders values (1, 5), (2, 15)");
        scene.folder.fact("fact_order", "order_id", "select order_id, price from delta.orders");
        scene.ingestAndProcess();
        scene.source.execute("insert into src.staff values (1)");
    }

    @Test
    void aChangedFactSeesTheWholeTableAsItsDelta() {
        scene.folder.fact(
                "fact_order",
                "order_id",
                "select order_id, price * 2 as price from delta.orders where price > 10");

        scene.ingestAndProcess();

        assertThat(scene.model("fact_order").complete()).isTrue();
        assertThat(scene.rows("fact_order")).containsExactly(List.of("2", "30"));
    }

    @Test
    void aNewModelIsMadeWholeThoughNothingChanged() {
        scene.folder.dimension("dim_order", "order_id", "select order_id from current.orders");

        scene.ingestAndProcess();

        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(scene.rows("dim_order")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void aModelThatIsGoneIsListedNoMore() {
        scene.folder.without("fact_order");

        scene.ingestAndProcess();

        assertThat(scene.newest().models()).isEmpty();
    }

    @Test
    void aTableThatCameWholeMakesItsModelsWhole() {
        scene.source.execute("delete from src.orders where order_id = 1");
        scene.source.ingestInFull("orders");

        scene.process();

        ProcessedModel model = scene.model("fact_order");
        assertThat(model.complete()).isTrue();
        assertThat(model.leftFiles()).isEmpty();
        assertThat(scene.rows("fact_order")).containsExactly(List.of("2", "15"));
    }

    @Test
    void aTableThatIsGoneEmptiesItsModels() {
        scene.source.drop("orders");

        scene.ingestAndProcess();
        scene.source.execute("insert into src.staff values (2)");
        scene.ingestAndProcess();

        assertThat(scene.rows("fact_order")).isEmpty();
        assertThat(scene.model("fact_order").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void theQueryLogNamesWhatAModelReadsAndMakes() {
        ProcessedModel model = scene.model("fact_order");

        assertThat(model.reads()).containsExactly("delta.orders");
        assertThat(model.columns())
                .extracting(column -> column.name() + " " + column.type() + " " + column.nullable())
                .containsExactly("order_id integer false", "price integer true");
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
