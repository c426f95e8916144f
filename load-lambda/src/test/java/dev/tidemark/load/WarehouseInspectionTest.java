package dev.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A look at the warehouse says everything that would stop a load, and leaves no trace.
@ExtendWith(PostgresExtension.class)
class WarehouseInspectionTest {

    private static final String MADE =
            "select count(*) from pg_class where relnamespace::regnamespace::text in ('shop', 'tidemark')";

    private final TestDatabase database;
    private final Shop shop;
    private final String role;
    private final Problems problems = new Problems();

    WarehouseInspectionTest(TestDatabase database) {
        this.database = database;
        this.shop = new Shop(database);
        this.role = "guest_of_" + database.name();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void pendingMigrationsAreTriedAndTakenBack() {
        Optional<WarehouseInspection.Found> found = inspect(shop.login, shop.login, models());

        assertThat(problems.found()).isEmpty();
        assertThat(found.orElseThrow().pending()).containsExactly("V1__shop.sql");
        assertThat(shop.query(MADE)).containsExactly("0");
    }

    @Test
    void aMigrationThatCommitsIsRefusedAndTakenBack() throws IOException {
        Files.writeString(shop.migration("V2__note.sql"), "create table note (id int);\ncommit;");

        inspect(shop.login, shop.login, List.of());

        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.what())
                                    .contains("a_rehearsed_migration_must_not_commit");
                            assertThat(problem.place()).hasValue("shop/warehouse/V2__note.sql:2");
                        });
        assertThat(shop.query(MADE)).containsExactly("0");
    }

    @Test
    void everyColumnThatDoesNotFitIsSaid() throws IOException {
        String tables = Files.readString(shop.migration("V1__shop.sql"));
        Files.writeString(
                shop.migration("V1__shop.sql"),
                tables.replace("city text", "citi text").replace("note text", "note integer"));

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(TidemarkFailure::what))
                .containsExactly(
                        "shop.dim_customer lacks the column city text; nothing fills its column citi: in models/dim_customer.sql, write `… as \"citi\"` instead of city",
                        "shop.fact_order.note is integer, which does not take the model's text: in the model, put what makes note into cast(… as integer) as note; or in a migration, alter table shop.fact_order alter column note type text (drop the views that show it before, and create them again after)");
    }

    @Test
    void aBrokenMigrationIsShownByItsLine() throws IOException {
        Files.writeString(shop.migration("V2__note.sql"), "\ncreate table note (id nosuchtype);");

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly("shop/warehouse/V2__note.sql:2");
    }

    @Test
    void mistakesOfFilesDoNotHideEachOtherOrThoseOfTables() throws IOException {
        shop.load();
        shop.execute("alter table shop.dim_customer rename column city to citi");
        Files.writeString(shop.migration("V1__shop.sql"), "select 1;");
        Files.writeString(shop.migration("V2_note.sql"), "select 1;");
        Files.writeString(shop.migration("V3__stock.sql"), "create tabel stock (id int);");
        Files.writeString(shop.migration("rating.sql"), "select 1;");

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(TidemarkFailure::placed))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("shop/warehouse/V2_note.sql is no"),
                        second -> assertThat(second).startsWith("shop/warehouse/rating.sql is no"),
                        third -> assertThat(third).startsWith("shop/warehouse/V1__shop.sql was"),
                        fourth -> assertThat(fourth).startsWith("shop/warehouse/V3__stock.sql:1"),
                        fifth -> assertThat(fifth).startsWith("shop.dim_customer lacks"));
    }

    @Test
    void twoFilesOfOneNumberDoNotHideTheMistakesOfOthers() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V2__note.sql"), "create table note (id int);");
        Files.writeString(shop.migration("V02__rating.sql"), "create table rating (id int);");
        Files.writeString(shop.migration("V3__stock.sql"), "create tabel stock (id int);");

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly("shop/warehouse/V2__note.sql", "shop/warehouse/V3__stock.sql:1");
    }

    @Test
    void anAppliedFileWhoseNumberAnotherOneHasIsNotSaidToBeGone() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V01__note.sql"), "create table note (id int);");

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly("shop/warehouse/V1__shop.sql");
    }

    @Test
    void whatAMisnamedFileMayBringIsNotMissed() throws IOException {
        shop.load();
        Files.writeString(shop.migration("V2_note.sql"), "create table note (id int);");
        Files.writeString(shop.migration("V3__note.sql"), "alter table note add said text;");

        inspect(shop.login, shop.login, models());

        assertThat(problems.found().stream().map(problem -> problem.place().orElse("")))
                .containsExactly("shop/warehouse/V2_note.sql");
    }

    @Test
    void rightsThatAreMissingComeWithTheSqlThatGrantsThem() {
        shop.execute("create role %s login password 'guess'".formatted(role));

        inspect(guest(), guest(), models());

        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .containsExactly(
                        "grant create on database \"%s\" to \"%s\";"
                                .formatted(database.name(), role),
                        "grant create on database \"%s\" to \"%s\";"
                                .formatted(database.name(), role));
    }

    @Test
    void theSqlThatIsSaidIsEnough() {
        shop.execute("create role %s login password 'guess'".formatted(role));
        inspect(guest(), guest(), models());
        problems.found().forEach(problem -> shop.execute(problem.fix()));
        var after = new Problems();

        inspect(guest(), guest(), models(), Optional.empty(), after);

        assertThat(after.found()).isEmpty();
    }

    @Test
    void aLoaderWithoutDefinitionsIsToldWhatItMayNotFill() {
        shop.execute("create role %s login password 'guess'".formatted(role));

        inspect(guest(), shop.login, models());

        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .contains(
                        "grant usage on schema \"shop\" to \"%1$s\"; grant select, insert, update on \"shop\".\"dim_customer\" to \"%1$s\";"
                                .formatted(role))
                .filteredOn(fix -> fix.contains("usage"))
                .hasSize(1);
    }

    @Test
    void aLoginThatMayMakeNothingIsEnoughWhereEverythingIsMade() throws IOException {
        loadedForGuest();

        inspect(guest(), guest(), models());

        assertThat(problems.found()).isEmpty();
    }

    @Test
    void rightsOnTheLedgerThatWereTakenAwayAreNamed() throws IOException {
        loadedForGuest();
        shop.execute("revoke insert, update on tidemark.load_log from " + role);
        shop.execute("revoke select on tidemark.load_log_fact from " + role);

        inspect(guest(), guest(), models());

        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .containsExactly(
                        "grant insert, update on \"tidemark\".\"load_log\" to \"%s\";"
                                .formatted(role),
                        "grant select on \"tidemark\".\"load_log_fact\" to \"%s\";"
                                .formatted(role));
        assertThat(problems.found().getFirst().what())
                .isEqualTo(
                        "the user `%s` lacks rights on tidemark.load_log, where Tidemark notes what is in the warehouse"
                                .formatted(role));
    }

    /// Every run is loaded nevertheless.
    @Test
    void aMemoryOfTheTablesThatMayNotBeKeptStopsNothingAndIsSaid() throws IOException {
        loadedForGuest();
        shop.execute("revoke select, insert on tidemark.load_log_table from " + role);

        var found = inspect(guest(), guest(), models());

        assertThat(problems.found()).isEmpty();
        assertThat(found.orElseThrow().notices())
                .containsExactly(
                        "the user `%1$s` lacks rights on tidemark.load_log_table: rows that the warehouse loses are not noticed. To be typed by who may:  grant select, insert on \"tidemark\".\"load_log_table\" to \"%1$s\";"
                                .formatted(role));
    }

    @Test
    void aHistoryOfMigrationsThatCannotBeReadIsNamed() throws IOException {
        loadedForGuest();
        shop.execute("revoke usage on schema tidemark from " + role);
        shop.execute("revoke select on shop.schema_history_shop from " + role);
        shop.execute("grant create on schema shop to " + role);
        shop.execute("revoke insert on shop.schema_history_shop from " + role);

        inspect(guest(), guest(), models());

        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .containsExactly(
                        "grant usage on schema \"tidemark\" to \"%s\";".formatted(role),
                        "grant select, insert on \"shop\".\"schema_history_shop\" to \"%s\";"
                                .formatted(role));
        problems.found().forEach(problem -> shop.execute(problem.fix()));
        var after = new Problems();
        inspect(guest(), guest(), models(), Optional.empty(), after);
        assertThat(after.found()).isEmpty();
    }

    /// Also where another login than the load's has made the ledger, and grants it.
    @Test
    void whatTheNextLoadGrantsByItselfIsNoProblem() throws IOException {
        loadedForGuest();
        shop.execute("revoke select on tidemark.load_log from " + role);

        inspect(guest(), shop.login, models());

        assertThat(problems.found()).isEmpty();
        Wiring.loading(
                        PipelineFolder.read(shop.pipelines, Shop.PIPELINE),
                        shop.zone,
                        guest(),
                        shop.login,
                        Limits.DEFAULT,
                        Progress.SILENT)
                .catchUp(Deadline.none());
        assertThat(
                        shop.query(
                                "select has_table_privilege('%s', 'tidemark.load_log', 'select')"
                                        .formatted(role)))
                .containsExactly("t");
    }

    @Test
    void aRoleThatMayOnlyReadComesWithTheSqlThatLetsItWrite() {
        shop.execute("create role %s login password 'guess'".formatted(role));
        shop.execute("grant create on database %s to %s".formatted(database.name(), role));
        shop.execute("alter role %s set default_transaction_read_only = on".formatted(role));

        inspect(guest(), guest(), models());

        assertThat(problems.found().stream().map(TidemarkFailure::fix))
                .containsExactly(
                        "begin read write; alter role \"%s\" in database \"%s\" set default_transaction_read_only = off; commit;"
                                .formatted(role, database.name()));
        problems.found().forEach(problem -> shop.execute(problem.fix()));
        var after = new Problems();
        inspect(guest(), guest(), models(), Optional.empty(), after);
        assertThat(after.found()).isEmpty();
    }

    @Test
    void aLoaderThatMayOnlyReadIsSaidBesideTheOwnerThatMayWrite() {
        shop.execute("create role %s login password 'guess'".formatted(role));
        shop.execute("alter role %s set default_transaction_read_only = on".formatted(role));

        inspect(guest(), shop.login, models());

        assertThat(problems.found().stream().map(TidemarkFailure::what))
                .containsExactly(
                        "transactions of the user `%s` at %s are read-only by default (default_transaction_read_only): nothing can be written"
                                .formatted(role, guest().url().place()));
    }

    @Test
    void aRefusedLoginComesWithTheRoleThatIsEnough() {
        inspect(guest(), guest(), models());

        String fix = problems.found().getFirst().fix();
        String sql = fix.substring(fix.indexOf("create role"));
        assertThat(sql)
                .isEqualTo(
                        """
                        create role "%1$s" login password '…';
                        grant connect, create, temporary on database "%2$s" to "%1$s";
                        create schema if not exists "shop";
                        grant usage, create on schema "shop" to "%1$s";"""
                                .formatted(role, database.name()));
        shop.execute("revoke all on database %s from public".formatted(database.name()));
        shop.execute(sql.replace("…", "guess"));
        var after = new Problems();
        inspect(guest(), guest(), models(), Optional.empty(), after);
        assertThat(after.found()).isEmpty();
    }

    /// It stays what the models made of it, though they fit now.
    @Test
    void runsThatWaitAndThatTheTablesDoNotTakeAreSaid() {
        shop.load();
        shop.runs.publish(withPhone().row(1, "Ada", null, "1234"));
        shop.runs.publish(withPhone().row(2, "Bo", null, "5678"));
        shop.runs.publish(ModelRows.customers().row(3, "Cy", null));
        RunLog<ProcessLog> runs = RunLog.processed(shop.zone, Shop.PIPELINE);

        inspect(shop.login, shop.login, models(), Optional.of(runs), problems);

        String wayOut =
                "Runs 1 to 2 were made by the models as they were: having corrected them, leave them out, and the next run brings their rows:  tidemark skip shop --run 1 --through 2 --reason \"…\"";
        assertThat(problems.found())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.what())
                                    .isEqualTo(
                                            "load refuses runs 1 to 2, because the warehouse does not fit:\n  - shop.dim_customer lacks the column phone text");
                            assertThat(problem.fix()).endsWith(wayOut);
                        });
        assertThatThrownBy(shop::load).hasMessageEndingWith(wayOut);
    }

    private static ModelRows withPhone() {
        List<Column> columns = new ArrayList<>(ModelRows.customers().columns().list());
        columns.add(Column.nullable("phone", TextType.TEXT));
        return ModelRows.customers().withColumns(Columns.of(columns));
    }

    private void loadedForGuest() throws IOException {
        shop.execute("create role %s login password 'guess'".formatted(role));
        Files.writeString(
                shop.migration("V2__loader.sql"),
                """
                grant usage on schema shop, tidemark to %1$s;
                grant select, insert, update on all tables in schema shop, tidemark to %1$s;
                """
                        .formatted(role));
        shop.load();
    }

    private static List<ProcessedModel> models() {
        return List.of(ModelRows.customers().processed(), ModelRows.orders().processed());
    }

    private FixedLogin guest() {
        return Shop.login(database.url(role, "guess"));
    }

    private Optional<WarehouseInspection.Found> inspect(
            FixedLogin loader, FixedLogin owner, List<ProcessedModel> models) {
        return inspect(loader, owner, models, Optional.empty(), problems);
    }

    private Optional<WarehouseInspection.Found> inspect(
            FixedLogin loader,
            FixedLogin owner,
            List<ProcessedModel> models,
            Optional<RunLog<ProcessLog>> processed,
            Problems heard) {
        var pipeline = PipelineFolder.read(shop.pipelines, Shop.PIPELINE);
        return new WarehouseInspection(pipeline, loader, owner, processed, Set.of(), heard)
                .inspect(models);
    }
}
