package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

    /// The models that it is meant for may be wrong, and what is applied is not taken back.
    @Test
    void aNewMigrationWaitsForARunThatItsModelsMade() throws IOException {
        publishByTheDefinitionOfTheFolder();
        shop.load();
        Files.writeString(shop.migration("V2__drop.sql"), "drop table fact_order cascade;");

        shop.load();

        assertThat(shop.versions()).hasSize(1);
        publishByTheDefinitionOfTheFolder();
        assertThatThrownBy(shop::load).hasMessageContaining("V2__drop.sql");
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void aLockThatIsNotGivenNamesTheLineThatWaitsForIt() throws IOException, SQLException {
        shop.load();
        Files.writeString(
                shop.migration("V2__note.sql"),
                "set local lock_timeout = '10ms';\n\nalter table dim_customer add said text;");

        try (Connection other = shop.connect();
                Statement reading = other.createStatement()) {
            other.setAutoCommit(false);
            reading.execute("lock table shop.dim_customer in access share mode");

            assertThatThrownBy(shop::load)
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageStartingWith("shop/warehouse/V2__note.sql:3 at ")
                    .hasMessageContaining("lock timeout");
        }
    }

    /// A function would be killed without a word, and the server work on. A file cannot lift the limit.
    @Test
    void aMigrationThatTakesLongerThanTheCallMayIsNamedAndUndone() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V2__first.sql"), "create table first (id int);");
        Files.writeString(
                shop.migration("V3__slow.sql"),
                "set statement_timeout = 0;\n\nselect pg_sleep(60);");

        assertThatThrownBy(() -> shop.loading().catchUp(lasting(Duration.ofMillis(400))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageMatching(
                        """
                        shop/warehouse/V3__slow\\.sql:3 at \\S+ takes longer than this call may, and was undone\\. \
                        The warehouse is as it was before, and no run is loaded until it is applied\\.
                          To fix: apply it from a machine, where nothing limits it:  tidemark load shop  \
                        \\(or raise timeout_seconds of load in terraform/terraform\\.tfvars\\)""")
                .cause()
                .extracting("SQLState")
                .isEqualTo("57014");
        assertThat(shop.query("select to_regclass('shop.first')")).containsExactly("null");
    }

    @Test
    void aCommandHasNoLimitAndAFunctionWhatIsLeft() throws IOException {
        String noted =
                "create table %s as select current_setting('statement_timeout'), current_setting('transaction_timeout') as of_all";
        Files.writeString(shop.migration("V2__one.sql"), noted.formatted("one"));
        shop.load();
        Files.writeString(shop.migration("V3__two.sql"), noted.formatted("two"));
        shop.loading().catchUp(lasting(Duration.ofMinutes(3)));

        assertThat(shop.query("select * from shop.one")).containsExactly("0 0");
        assertThat(shop.query("select * from shop.two")).containsExactly("3min 182s");
    }

    /// Somebody applies a long migration from a machine, and meanwhile the clock ticks.
    @Test
    void aCallThatFindsAnotherOneMigratingSaysSo() throws Exception {
        shop.load();
        Files.writeString(
                shop.migration("V2__long.sql"),
                "set local lock_timeout = 0;\nselect pg_advisory_xact_lock(7);");
        try (Connection other = shop.connect();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            Shop.query(other, "select pg_advisory_xact_lock(7)");
            Future<LoadResult> migrating = threads.submit(shop::load);
            shop.awaitWaiting();

            assertThatThrownBy(() -> shop.loading().catchUp(lasting(Duration.ofMillis(900))))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageStartingWith(
                            "another load is applying the migrations of pipeline shop at ");
            other.rollback();
            assertThat(migrating.get()).isInstanceOf(LoadResult.NothingNew.class);
        }
    }

    /// As much is left at every statement.
    private static Deadline lasting(Duration time) {
        return Deadline.in(time, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
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

    /// Once for the migrations, once for the ledger; and each login costs a cold function much.
    @Test
    void aColdCallThatFindsNothingLogsInTwice() {
        shop.load();
        shop.execute(
                """
                create schema seen;
                create table seen.logins ();
                create function noted() returns event_trigger security definer language plpgsql
                    as 'begin insert into seen.logins default values; end';
                create event trigger noted on login execute function noted();
                """);

        shop.load();

        assertThat(shop.query("select count(*) from seen.logins")).containsExactly("2");
    }

    @Test
    void aBrokenMigrationIsNamedByFileAndLineAndChangesNothing() throws IOException {
        Files.writeString(shop.migration("V2__fine.sql"), "create table fine (id int);");
        Files.writeString(
                shop.migration("V3__broken.sql"),
                "create table also_fine (id int);\n\ncreate table broken (id nosuchtype);\n");

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("shop/warehouse/V3__broken.sql:3 at ")
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
                .hasMessage(
                        """
                        shop/warehouse/V1__shop.sql was changed after it was applied: the warehouse would not be what the files say
                          To fix: bring back the file as it was, and put what is to change into V2__<what>.sql""");
    }

    @Test
    void anAppliedMigrationThatIsGoneIsRefused() throws IOException {
        Files.writeString(shop.migration("V2__note_that.sql"), "select 1;");
        shop.load();
        Files.delete(shop.migration("V2__note_that.sql"));

        assertThatThrownBy(shop::load)
                .hasMessageStartingWith(
                        "shop/warehouse/V2__note_that.sql is gone, but was applied: the warehouse would not be what the files say\n  To fix: bring back the file");
    }

    @Test
    void aMigrationBelowAnAppliedOneIsRefused() throws IOException {
        Files.writeString(shop.migration("V3__third.sql"), "select 1;");
        shop.load();
        Files.writeString(shop.migration("V2__a_second.sql"), "select 1;");

        assertThatThrownBy(shop::load)
                .hasMessage(
                        """
                        shop/warehouse/V2__a_second.sql comes before migrations that are applied already
                          To fix: give it a number that follows: V4__a_second.sql""");
    }

    @Test
    void aFileThatWouldNeverBeAppliedIsRefused() throws IOException {
        Files.writeString(shop.migration("V2_note.sql"), "select 1;");

        assertThatThrownBy(shop::load)
                .hasMessage(
                        """
                        shop/warehouse/V2_note.sql is no name of a migration: it would never be applied
                          To fix: name it V<number>__<what>.sql, such as V2__rating.sql""");
    }

    @Test
    void twoFilesWithOneNumberAreRefused() throws IOException {
        Files.writeString(shop.migration("V01__note.sql"), "select 1;");

        assertThatThrownBy(shop::load)
                .hasMessage(
                        """
                        shop/warehouse/V1__shop.sql has the same number as V01__note.sql
                          To fix: give the one that is not applied yet the number 2""");
    }

    @Test
    void aFileThatCouldNotBeTakenBackIsRefused() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V2__fine.sql"), "create table fine (id int);");
        Files.writeString(
                shop.migration("V3__index.sql"),
                "create index concurrently by_city on dim_customer (city);");

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith(
                        "shop/warehouse/V3__index.sql cannot be in one transaction with what else is pending")
                .hasMessageContaining("CREATE INDEX CONCURRENTLY");
        Files.writeString(
                shop.migration("V3__index.sql"), "create index by_city on dim_customer (city);");
        Files.writeString(shop.migration("V3__index.sql.conf"), "executeInTransaction=false");
        assertThatThrownBy(shop::load).hasMessageContaining("executeInTransaction=false");
        assertThat(shop.query("select to_regclass('shop.fine')")).containsExactly("null");
    }

    /// A first mistake would otherwise stay, and its correction need another file.
    @Test
    void aMigrationWhoseTablesDoNotFitTheModelsIsTakenBack() throws IOException {
        String right = Files.readString(shop.migration("V1__shop.sql"));
        Files.writeString(
                shop.migration("V1__shop.sql"), right.replace("numeric(10, 2)", "numeric(9, 2)"));
        publishByTheDefinitionOfTheFolder();

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "- shop.fact_order.amount is numeric(9,2), which does not take")
                .hasMessageEndingWith(
                        """
                        So V1__shop.sql would have made it, and nothing of that was kept.
                          To fix: correct V1__shop.sql, or the models""");

        Files.writeString(shop.migration("V1__shop.sql"), right);
        shop.load();
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 null");
    }

    @Test
    void amendedTablesAreLookedAtWithAllThatIsPending() throws IOException {
        shop.load();
        shop.execute("drop view shop.fact_order_current");
        shop.execute("alter table shop.fact_order drop column note");
        Files.writeString(shop.migration("V2__one.sql"), "alter table fact_order add note text;");
        Files.writeString(shop.migration("V3__two.sql"), "alter table fact_order drop note;");
        publishByTheDefinitionOfTheFolder();

        assertThatThrownBy(shop::load)
                .hasMessageContaining("shop.fact_order lacks the column note text")
                .hasMessageContaining("So V2__one.sql, V3__two.sql would have made it");
        Files.delete(shop.migration("V3__two.sql"));
        publishByTheDefinitionOfTheFolder();
        shop.load();
        assertThat(shop.versions()).hasSize(1);
    }

    private void publishByTheDefinitionOfTheFolder() {
        shop.runs.define(PipelineFolder.read(shop.pipelines, Shop.PIPELINE).definition());
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
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
        assertThat(shop.query(TABLES)).containsExactly("8");
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
