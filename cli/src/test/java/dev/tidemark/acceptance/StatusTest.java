package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A run that waits for a stage is named, with why or with what says why.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class StatusTest {

    private static final String STAFF =
            """
            /*
            kind: dimension
            key: [staff_id]
            history: latest
            checks:
              - not_null: [name]
            */
            select staff_id, name from current.staff
            """;

    private final World world;

    StatusTest(World world) {
        this.world = world;
    }

    @BeforeEach
    void aShopWithOneRun(@TempDir Path pipelines) throws IOException {
        Sql.run(
                world.source(),
                "create table staff (staff_id integer primary key, name text)",
                "insert into staff values (1, 'Ann')");
        Path shop = pipelines.resolve("shop");
        Files.createDirectories(shop.resolve("models"));
        Files.createDirectories(shop.resolve("warehouse"));
        Files.writeString(shop.resolve("pipeline.yaml"), "");
        Files.writeString(shop.resolve("models/dim_staff.sql"), STAFF);
        Files.writeString(
                shop.resolve("warehouse/V1__star.sql"),
                "create table dim_staff (staff_id integer primary key, name text, deleted_run bigint);");
        world.set(Environment.PIPELINES, pipelines.toString());
        world.set(Environment.PIPELINE, "shop");
        world.command("run", "shop");
    }

    @Test
    void aRunThatTheModelsCannotTakeIsSaidAsProcessSaysIt() {
        Sql.run(world.source(), "alter table staff drop column name");
        String refusal = world.command("run", "shop").err();
        Picture before = Picture.of(world);

        String status = world.command("status", "shop").out();

        assertThat(refusal).contains("The run before had it: the source dropped it");
        assertThat(status)
                .contains(
                        "1 run behind",
                        refusal.replace("tidemark: shop", "process refuses run 2: shop"));
        assertThat(Picture.of(world)).isEqualTo(before);
    }

    /// They stay what the models made of them, and are left out together.
    @Test
    void runsThatTheWarehouseCannotTakeAreForeseenAndLeftOutAtOnce() {
        for (String name : List.of("Bea", "Cid")) {
            Sql.run(
                    world.source(),
                    "insert into staff select max(staff_id) + 1, '" + name + "' from staff");
            world.tick(world.only(Stage.INGEST));
            world.tick(world.only(Stage.PROCESS));
        }
        Sql.run(world.warehouse(), "alter table dim_staff rename column name to full_name");

        String foreseen = "load refuses runs 2 to 3, because the warehouse does not fit:";
        assertThat(world.command("status", "shop").out()).contains(foreseen);
        assertThat(world.command("plan", "shop").out()).contains(foreseen);
        assertThat(world.command("load", "shop").err())
                .contains("tidemark skip shop --run 2 --through 3 --reason");

        Sql.run(world.warehouse(), "alter table dim_staff rename column full_name to name");
        var skip = world.command("skip", "shop", "--run", "2", "--through", "3", "--reason", "old");
        assertThat(skip.err()).isEmpty();
        assertThat(world.command("runs", "shop").out().lines())
                .filteredOn(line -> line.endsWith("skipped by load"))
                .hasSize(2);
        world.command("run", "shop");
        assertThat(Sql.rows(world.warehouse(), "select name from dim_staff order by 1"))
                .containsExactly(List.of("Ann"), List.of("Bea"), List.of("Cid"));
    }

    @Test
    void noRunIsLeftOutThatWaitsForAnotherStage() {
        Sql.run(world.source(), "insert into staff values (2, 'Bea')");
        world.tick(world.only(Stage.INGEST));

        var skip = world.command("skip", "shop", "--run", "2", "--through", "3", "--reason", "old");

        assertThat(skip.err())
                .isEqualTo(
                        """
                        tidemark: not all runs up to 3 wait for the stage that the first is stuck in: its newest is run 2
                          To fix: go no further than  --through 2
                        """);
        assertThat(world.command("runs", "shop").out()).doesNotContain("old");
    }

    /// Who is not sure that it was heard leaves nothing out of the next stage.
    @Test
    void aRunThatIsLeftOutTwiceIsLeftOutOnceAndSaysWhatTheNextOnesGoWithout() {
        for (String name : List.of("Bea", "Cid")) {
            Sql.run(
                    world.source(),
                    "insert into staff select max(staff_id) + 1, '" + name + "' from staff");
            world.tick(world.only(Stage.INGEST));
        }

        var skip = world.command("skip", "shop", "--run", "2", "--reason", "old");
        var again = world.command("skip", "shop", "--run", "2", "--reason", "old");

        assertThat(skip.out())
                .isEqualTo(
                        """
                        process left public.staff out of run 2; the next run reads them in full
                        run 3, which waits already, goes on without them: the first with them is run 4
                        """);
        assertThat(again.err()).isEmpty();
        assertThat(again.out())
                .isEqualTo(
                        "process has left run 2 out already, for that reason: nothing was done. To leave it out of load as well, give another --reason\n");
        world.command("process", "shop");
        world.command("load", "shop");
        assertThat(Sql.rows(world.warehouse(), "select name from dim_staff"))
                .as("run 3")
                .containsExactly(List.of("Ann"));
        world.command("run", "shop");
        assertThat(Sql.rows(world.warehouse(), "select name from dim_staff order by 1"))
                .as("run 4")
                .containsExactly(List.of("Ann"), List.of("Bea"), List.of("Cid"));
    }

    @Test
    void aRunThatFailedACheckPointsToWhatSaysWhy() {
        Sql.run(world.source(), "insert into staff values (2, null)");
        world.command("run", "shop");

        assertThat(world.command("status", "shop").out())
                .endsWith(
                        """
                        run 2 waits for process
                          tidemark process shop  goes on with it, or says why it cannot
                        """);
    }

    /// The load is granted the ledger by its own first run, and nobody has to wait for that.
    @Test
    void aLoaderThatJoinsAnExistingLedgerIsToldWhereTheLoadStands() {
        String loader = "loader_" + world.warehouse().name();
        Sql.run(
                world.warehouse(),
                "create role %s login password 'guess'".formatted(loader),
                "grant usage on schema public to " + loader,
                "grant select, insert, update on all tables in schema public to " + loader);
        world.set(Environment.MIGRATION_URL, world.warehouse().url());
        world.set(Environment.WAREHOUSE_URL, world.warehouse().url(loader, "guess"));
        Sql.run(world.source(), "insert into staff values (2, 'Bea')");

        assertThat(world.command("status", "shop").out()).doesNotContain("unknown");
        assertThat(world.command("plan", "shop").exitCode()).isEqualTo(10);
        var run = world.command("run", "shop");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Sql.rows(world.warehouse(), "select name from dim_staff order by 1"))
                .containsExactly(List.of("Ann"), List.of("Bea"));
    }
}
