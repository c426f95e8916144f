package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is pending is applied before a load, as a whole or not at all.
@ExtendWith(PostgresExtension.class)
class MigrationsTest {

    private static final String TABLES =
            "select count(*) from pg_tables where schemaname in ('shop', 'tidemark')";

    private final Shop shop;

    MigrationsTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aNewMigrationIsAppliedByTheNextLoad() throws IOException {
        shop.load();
        Files.writeString(
                shop.migration("V2__note.sql"), "comment on table dim_customer is 'Customers.';");

        shop.load();

        assertThat(shop.query("select obj_description('shop.dim_customer'::regclass)"))
                .containsExactly("Customers.");
    }

    @Test
    void aFunctionThatIsWarmLooksOnce() {
        Loading loading = shop.loading();
        loading.catchUp(Deadline.none());
        shop.execute("drop table shop.schema_history_shop");

        loading.catchUp(Deadline.none());

        assertThat(shop.query("select to_regclass('shop.schema_history_shop')"))
                .containsExactly("null");
    }

    @Test
    void aBrokenMigrationIsNamedByFileAndLineAndChangesNothing() throws IOException {
        Files.writeString(shop.migration("V2__fine.sql"), "create table fine (id int);");
        Files.writeString(
                shop.migration("V3__broken.sql"),
                "create table also_fine (id int);\n\ncreate table broken (id nosuchtype);\n");

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("applying V3__broken.sql, line 3 of pipeline shop")
                .hasMessageContaining("type \"nosuchtype\" does not exist")
                .hasMessageContaining("The warehouse is as it was before.");
        assertThat(
                        shop.query(
                                "select tablename from pg_tables where schemaname = 'shop' and tablename not like '%history%'"))
                .isEmpty();
    }

    @Test
    void anAppliedMigrationThatWasChangedIsRefused() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V1__shop.sql"), "create table other (id int);");

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the migrations of pipeline shop cannot be applied")
                .hasMessageContaining("bring back the applied files as they were");
    }

    @Test
    void aSchemaThatHoldsTablesOfOthersIsNoObstacle() {
        shop.execute("create schema shop; create table shop.elsewhere (id int)");
        shop.runs.publish(customers().row(1, "Ada", null));

        shop.load();

        assertThat(shop.customers()).containsExactly("1 Ada null null");
    }

    @Test
    void loadsThatMigrateAtOnceTakeTurns() throws Exception {
        shop.runs.publish(customers().row(1, "Ada", null));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Callable<LoadResult> load = shop::load;
            for (Future<LoadResult> result : threads.invokeAll(List.of(load, load, load))) {
                assertThat(result.get()).isNotNull();
            }
        }
        assertThat(shop.customers()).containsExactly("1 Ada null null");
        assertThat(shop.query(TABLES)).containsExactly("7");
    }

    @Test
    void aDatabaseThatRefusesTheLoginIsNamed() {
        var stranger =
                Shop.login(
                        "postgresql://nobody:s3cret@%s:%d/%s"
                                .formatted(
                                        shop.login.url().host(),
                                        shop.login.url().port(),
                                        shop.login.url().database()));

        assertThatThrownBy(
                        () ->
                                Wiring.loading(
                                                PipelineFolder.read(shop.pipelines, Shop.PIPELINE),
                                                shop.zone,
                                                stranger,
                                                stranger,
                                                Limits.DEFAULT,
                                                Progress.SILENT)
                                        .catchUp(Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("refuses the login of user `nobody`")
                .hasMessageNotContaining("s3cret");
    }
}
