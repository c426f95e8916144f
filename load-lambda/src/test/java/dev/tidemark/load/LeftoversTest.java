package dev.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a run has filled and no model fills any more is named, with the migration that drops it, and
/// nothing else is.
@ExtendWith(PostgresExtension.class)
class LeftoversTest {

    private static final Column ID = Column.nullable("customer_id", IntegerType.INTEGER);
    private static final Column NAME = Column.nullable("name", TextType.TEXT);
    private static final Columns WITHOUT_CITY = Columns.of(ID, NAME);

    private static final String CITY =
            """
            no model fills shop.dim_customer.city any more: it stays as of run 1, 2026-11-01T12:00:00Z, and rows that come later have none
              To drop it, add shop/warehouse/V2__drop_dim_customer_city.sql:
                alter table shop.dim_customer drop column city;""";

    private final Shop shop;
    private final Problems problems = new Problems();

    LeftoversTest(TestDatabase database) {
        this.shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingIsNamedWhereEveryModelFillsWhatItFilled() {
        load(customers(), orders());

        assertThat(notices(customers(), orders())).isEmpty();
    }

    @Test
    void aColumnThatTheModelNoLongerYieldsIsNamed() {
        load(customers(), orders());

        assertThat(notices(withoutCity(), orders())).containsExactly(CITY);
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void theLastRunThatFilledTheColumnIsNamed() {
        for (int run = 1; run <= 5; run++) {
            load(customers(), orders());
        }
        for (int run = 6; run <= 13; run++) {
            load(withoutCity(), orders());
        }

        assertThat(notices(withoutCity(), orders()))
                .singleElement()
                .asString()
                .contains("stays as of run 5, ");
    }

    @Test
    void whatTheSqlDropsIsNamedNoMore() {
        load(customers(), orders());
        shop.execute("create view shop.cities as select city from shop.dim_customer");
        shop.execute("create materialized view shop.\"City\" as select city from shop.cities");

        List<String> sql = sql(notices(withoutCity(), orders()));

        assertThat(sql)
                .containsExactly(
                        "drop materialized view shop.\"City\";",
                        "drop view shop.cities;",
                        "alter table shop.dim_customer drop column city;",
                        "-- and make shop.cities, shop.\"City\" anew, without city");
        sql.forEach(shop::execute);
        assertThat(notices(withoutCity(), orders())).isEmpty();
    }

    @Test
    void aViewThatDoesNotShowTheColumnStays() {
        load(customers(), orders());
        shop.execute("create view shop.names as select name from shop.dim_customer");

        assertThat(notices(withoutCity(), orders())).containsExactly(CITY);
    }

    @Test
    void aColumnThatNoRunFilledIsAnAnalystsOwn() {
        load(customers(), orders());
        shop.execute("alter table shop.dim_customer add rating integer");

        assertThat(notices(customers(), orders())).isEmpty();
    }

    @Test
    void aColumnThatGotAnotherFillerIsNamedNoMore() {
        load(customers(), orders());
        shop.execute("alter table shop.dim_customer drop column city");
        shop.execute(
                "alter table shop.dim_customer add city text generated always as (upper(name)) stored");
        shop.execute("alter table shop.fact_order alter note set default 'none'");

        assertThat(notices(withoutCity(), withoutNote())).isEmpty();
    }

    @Test
    void aTableThatLacksAColumnIsMendedFirst() {
        load(customers(), orders());
        Columns renamed = Columns.of(ID, NAME, Column.nullable("town", TextType.TEXT));

        assertThat(notices(customers().withColumns(renamed), orders())).isEmpty();
        assertThat(problems.found().stream().map(TidemarkFailure::what))
                .singleElement()
                .asString()
                .contains("lacks the column town text; nothing fills its columns city");
    }

    @Test
    void aMigrationThatWaitsMayDropIt() throws IOException {
        load(customers(), orders());
        Files.writeString(
                shop.migration("V2__drop_city.sql"), "alter table dim_customer drop column city;");

        assertThat(notices(withoutCity(), orders())).isEmpty();
    }

    @Test
    void aTableWithoutItsModelIsNamed() {
        load(customers(), orders());

        List<String> sql = sql(notices(orders()));

        assertThat(notices(orders()).getFirst())
                .startsWith(
                        "no model fills shop.dim_customer any more: it stays as of run 1, 2026-11-01T12:00:00Z\n  To drop it, add shop/warehouse/V2__drop_dim_customer.sql:\n");
        assertThat(sql)
                .containsExactly(
                        "alter table shop.fact_order drop constraint fact_order_customer_id_fkey;",
                        "drop table shop.dim_customer;");
        sql.forEach(shop::execute);
        assertThat(notices(orders())).isEmpty();
    }

    @Test
    void aFactGoesWithAllThatBelongsToIt() {
        load(customers(), orders());

        List<String> sql = sql(notices(customers()));

        assertThat(sql)
                .containsExactly(
                        "drop view shop.fact_order_current;",
                        "drop table shop.fact_order_superseded;",
                        "drop table shop.fact_order;");
        sql.forEach(shop::execute);
        assertThat(notices(customers())).isEmpty();
    }

    @Test
    void eachNoticeHasAFileOfItsOwn() {
        load(customers(), orders());

        assertThat(notices(withoutCity(), withoutNote()))
                .satisfiesExactly(
                        city -> assertThat(city).contains("/V2__drop_dim_customer_city.sql:"),
                        note -> assertThat(note).contains("/V3__drop_fact_order_note.sql:"));
    }

    @Test
    void whereNobodyKeepsMigrationsTheOwnerTypesTheSql() throws IOException {
        load(customers(), orders());
        Files.delete(shop.migration("V1__shop.sql"));
        Files.delete(shop.pipelines.resolve("shop/warehouse"));

        assertThat(notices(withoutCity(), orders()))
                .singleElement()
                .asString()
                .contains("\n  To drop it, to be typed by who owns it:\n    alter table");
    }

    @Test
    void aModelThatCannotBeReadYetKeepsItsTable() throws IOException {
        load(customers(), orders());
        model("shop", "dim_customer");

        assertThat(notices(orders())).isEmpty();
    }

    @Test
    void aTableThatANeighbourFillsIsNotNamed() throws IOException {
        load(customers(), orders());
        model("near", "dim_customer");
        model("apart", "fact_order");
        pipeline("near", "warehouse: {schema: shop}");
        pipeline("apart", "warehouse: {schema: apart}");

        assertThat(notices())
                .singleElement()
                .asString()
                .startsWith("no model fills shop.fact_order any more: ");
    }

    @Test
    void aTableThatAPipelineElsewhereMayFillIsSaidSo() {
        load(customers(), orders());
        shop.execute(
                "insert into tidemark.load_log (pipeline, run, log_id, attempt) values ('far', 1, 'l', 'a')");

        assertThat(notices(orders()).getFirst())
                .startsWith(
                        "no model fills shop.dim_customer any more, unless pipeline `far` of another folder does: it stays");
    }

    @Test
    void aTableThatNoRunFilledIsNotNamed() {
        load(customers(), orders());
        shop.execute("create table shop.dim_rating (rating integer, deleted_run bigint)");

        assertThat(notices(customers(), orders())).isEmpty();
    }

    @Test
    void runsThatTheLedgerDoesNotKnowSayNothing() {
        load(customers(), orders());
        var other = new MemoryZone();
        var runs = new ProcessedRuns(other, Shop.PIPELINE, 7);
        runs.publish(customers(), orders());

        assertThat(notices(RunLog.processed(other, Shop.PIPELINE), withoutCity(), orders()))
                .isEmpty();
    }

    private void load(ModelRows... models) {
        shop.runs.publish(models);
        shop.load();
    }

    private static ModelRows customers() {
        return ModelRows.customers();
    }

    private static ModelRows orders() {
        return ModelRows.orders();
    }

    private static ModelRows withoutCity() {
        return customers().withColumns(WITHOUT_CITY);
    }

    private static ModelRows withoutNote() {
        return orders().withColumns(
                        orders().columns().project(List.of("order_id", "customer_id", "amount")));
    }

    private void model(String pipeline, String name) throws IOException {
        var models = Files.createDirectories(shop.pipelines.resolve(pipeline).resolve("models"));
        Files.writeString(models.resolve(name + ".sql"), "not yet");
    }

    private void pipeline(String name, String yaml) throws IOException {
        Files.writeString(shop.pipelines.resolve(name).resolve("pipeline.yaml"), yaml);
    }

    /// The lines below the first two.
    private static List<String> sql(List<String> notices) {
        List<String> lines = new ArrayList<>();
        notices.forEach(notice -> notice.lines().skip(2).map(String::strip).forEach(lines::add));
        return lines;
    }

    private List<String> notices(ModelRows... models) {
        return notices(RunLog.processed(shop.zone, Shop.PIPELINE), models);
    }

    private List<String> notices(RunLog<ProcessLog> processed, ModelRows... models) {
        // A model that is not readable yet is none that the inspection gets.
        Pipeline pipeline =
                PipelineFolder.inspect(shop.pipelines, Shop.PIPELINE, new Problems()).orElseThrow();
        return new WarehouseInspection(
                        pipeline,
                        shop.login,
                        shop.login,
                        Optional.of(processed),
                        Set.of(),
                        problems)
                .inspect(Stream.of(models).map(ModelRows::processed).toList())
                .orElseThrow()
                .notices();
    }
}
