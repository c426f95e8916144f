package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.console.Screen;
import dev.tidemark.environment.Environment;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the next run would do is said before it does it, and nothing is written.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class PlanTest {

    private static final String STAFF =
            """
            /*
            kind: dimension
            key: [staff_id]
            history: latest
            */
            select staff_id, name from current.staff
            """;

    private static final String ORDER =
            """
            /*
            kind: fact
            grain: one row per version of an order
            key: [order_id]
            history: every_version
            checks:
              - refers: {staff_id: dim_staff.staff_id}
            */
            select order_id, staff_id from delta.orders
            """;

    private static final String TABLES =
            """
            create table dim_staff (staff_id integer primary key, name text, deleted_run bigint);
            create table fact_order (record_id bigint primary key, order_id integer, staff_id integer)
                partition by range (record_id);
            create table fact_order_superseded (record_id bigint primary key, superseded_by bigint,
                run bigint);
            """;

    private static final String TERMINAL = "tidemark.terminal";

    @TempDir private Path pipelines;
    private final World world;

    PlanTest(World world) {
        this.world = world;
    }

    @BeforeEach
    void aShop() {
        Sql.run(
                world.source(),
                "create table staff (staff_id integer primary key, name text)",
                "create table orders (order_id integer primary key, staff_id integer)",
                "insert into staff values (1, 'Ann'), (2, 'Bob')",
                "insert into orders select i, 1 from generate_series(1, 9) as i");
        write("pipeline.yaml", "");
        write("models/dim_staff.sql", STAFF);
        write("models/fact_order.sql", ORDER);
        write("warehouse/V1__star.sql", TABLES);
        world.set(Environment.PIPELINES, pipelines.toString());
        world.set(Environment.PIPELINE, "shop");
    }

    @Test
    void aFirstRunIsAnnouncedWhole() {
        Picture before = Picture.of(world);

        Command plan = plan();

        assertThat(plan.err()).isEmpty();
        assertThat(plan.out())
                .isEqualTo(
                        """
                        ingest would archive run 1: the first one
                          table          new  changed  deleted
                          public.orders    9        0        0
                          public.staff     2        0        0
                        process would run 2 of 2 models
                          model       rows  because of
                          dim_staff   all   new model, staff
                          fact_order  all   new model, orders
                        load would make Tidemark's own tables, then apply V1__star.sql
                        """);
        assertThat(plan.exitCode()).isEqualTo(10);
        assertThat(Picture.of(world)).isEqualTo(before);
    }

    @Test
    void onATerminalTablesAreSeenWhileTheyAreLookedAtAndLeaveNoTrace() {
        Command elsewhere = plan();
        System.setProperty(TERMINAL, "true");
        try {
            Command plan = plan();

            assertThat(plan.out()).contains("\033[2K    public.orders");
            assertThat(Screen.after(plan.out())).isEqualTo(Screen.after(elsewhere.out()));
        } finally {
            System.clearProperty(TERMINAL);
        }
    }

    @Test
    void newChangedAndDeletedRowsAreToldApart() {
        run();
        Sql.run(
                world.source(),
                "insert into orders values (10, 2), (11, 2)",
                "update orders set staff_id = 2 where order_id <= 3",
                "delete from orders where order_id = 9");
        write("warehouse/V2__note.sql", "comment on table dim_staff is 'Staff.';");
        Picture before = Picture.of(world);

        Command plan = plan();

        assertThat(plan.out())
                .isEqualTo(
                        """
                        ingest would archive run 2: rows changed, the pipeline's folder changed
                          table          new  changed  deleted
                          public.orders    2        3        1
                        process would run 1 of 2 models
                          model       rows     because of
                          fact_order  changed  orders
                        load would apply V2__note.sql
                        """);
        assertThat(plan.exitCode()).isEqualTo(10);
        assertThat(Picture.of(world)).isEqualTo(before);
    }

    @Test
    void whereEveryStageIsUpToDateThereIsNothingToDoAndWhatIsLostIsSaid() {
        run();

        Command plan = plan();

        assertThat(plan.out()).isEqualTo("Nothing to do: every stage is up to date.\n");
        assertThat(plan.exitCode()).isZero();

        Sql.run(world.warehouse(), "truncate dim_staff");
        Command afterLoss = plan();

        assertThat(afterLoss.out())
                .isEqualTo(
                        """
                        note: rows are missing that were loaded, and no run brings them again by itself
                          public.dim_staff was emptied
                          To ask for all rows once more:  tidemark reload shop dim_staff
                        Nothing to do for a run: no stage is behind.
                        """);
        assertThat(afterLoss.exitCode()).isZero();

        Sql.run(world.warehouse(), "drop table dim_staff");
        assertThat(plan().out()).contains("  public.dim_staff is gone\n");
        assertThat(world.command("reload", "shop", "dim_staff").exitCode()).isZero();
        Command asked = plan();

        assertThat(asked.out())
                .contains("1  the table public.dim_staff does not exist")
                .doesNotContain("rows are missing");
        assertThat(asked.exitCode()).isEqualTo(2);
    }

    @Test
    void aColumnThatTheWarehouseLacksIsSaidAsCheckSaysItUntilAMigrationBringsIt() {
        run();
        write("models/dim_staff.sql", STAFF.replace("name", "name, staff_id as badge"));
        String problem =
                """
                1 problem
                  1  public.dim_staff lacks the column badge integer
                     To fix: add a migration to shop/warehouse, or correct the models
                """;

        Command plan = plan();

        assertThat(world.command("check", "shop").out()).contains(problem);
        assertThat(plan.out()).endsWith(problem);
        assertThat(plan.exitCode()).isEqualTo(2);
        write("warehouse/V2__badge.sql", "alter table dim_staff add badge integer;");
        assertThat(plan().exitCode()).isEqualTo(10);
    }

    @Test
    void runsThatWaitForAStageAreCounted() {
        world.tick(world.only(Stage.INGEST));

        assertThat(plan().out())
                .startsWith(
                        """
                        1 run waits for process
                        process would run 2 of 2 models
                        """);
        world.tick(world.only(Stage.PROCESS));

        Command plan = plan();

        assertThat(plan.out())
                .isEqualTo(
                        "1 run waits for load\nload would make Tidemark's own tables, then apply V1__star.sql\n");
        assertThat(plan.exitCode()).isEqualTo(10);
    }

    @Test
    void ofSeveralRunsThatWaitEachIsShown() {
        world.tick(world.only(Stage.INGEST));
        Sql.run(world.source(), "insert into orders values (10, 2), (11, 2)");
        world.tick(world.only(Stage.INGEST));
        Sql.run(world.source(), "delete from orders where order_id = 9");

        assertThat(plan().out())
                .startsWith(
                        """
                        ingest would archive run 3: rows changed
                          table          new  changed  deleted
                          public.orders    0        0        1
                        2 runs wait for process
                          run  rows  deleted
                            1    11        0
                            2     2        0
                        process would run 2 of 2 models, in 3 runs together
                        """);
        world.tick(world.only(Stage.PROCESS));

        assertThat(plan().out())
                .contains(
                        """
                        2 runs wait for load
                          run  rows  deleted
                            1    11        0
                            2     2        0
                        load would make""");
    }

    @Test
    void whatWouldStopTheRunIsSaidAsAProblem() {
        run();
        write("models/dim_staff.sql", STAFF.replace("current.staff", "current.staf"));
        Sql.run(
                world.source(),
                "insert into orders select i, 1 from generate_series(10, 3000) as i");
        run();
        Sql.run(world.source(), "delete from orders where order_id > 5");

        Command plan = plan();

        assertThat(plan.out())
                .contains(
                        "\n2 problems\n",
                        "public.orders lost 2995 of its 3000 rows",
                        "shop/models/dim_staff.sql:6 reads the unknown table `current.staf`",
                        "To fix: did you mean `staff`?");
        assertThat(plan.exitCode()).isEqualTo(1);
    }

    @Test
    void aWarehouseThatTakesNoWritesIsInTheWayOfARunThatWaits() {
        run();
        Sql.run(world.source(), "insert into orders values (10, 2)");
        world.tick(world.only(Stage.INGEST));
        world.tick(world.only(Stage.PROCESS));
        Sql.run(
                world.warehouse(),
                "alter database %s set default_transaction_read_only = on"
                        .formatted(world.warehouse().name()));

        Command plan = plan();

        assertThat(plan.out())
                .startsWith("1 run waits for load\n")
                .contains(
                        "1 problem\n", "are read-only by default (default_transaction_read_only)");
        assertThat(plan.exitCode()).isEqualTo(1);
    }

    @Test
    void aColumnThatTheSourceDroppedIsSaidAsCheckSaysIt() {
        run();
        Sql.run(world.source(), "alter table staff drop column name");
        String problem =
                """
                1 problem
                  1  shop/models/dim_staff.sql:6 names the unknown column `name` (line 1 of its SELECT: `select staff_id, name from current.staff`)
                     To fix: known are: staff_id
                """;

        Command plan = plan();

        assertThat(world.command("check", "shop").out()).contains(problem);
        assertThat(plan.out()).endsWith(problem);
        assertThat(plan.exitCode()).isEqualTo(2);
    }

    @Test
    void programsReadTheSameAsJson() {
        run();
        Sql.run(world.source(), "update staff set name = 'Cy' where staff_id = 2");

        Command plan = world.command("plan", "shop", "--output", "json");

        assertThat(plan.exitCode()).isEqualTo(10);
        assertThat(plan.out())
                .isEqualTo(
                        """
                        {
                          "pipeline" : "shop",
                          "something_to_do" : true,
                          "ingest" : {
                            "run" : 2,
                            "because" : [ "rows_changed" ],
                            "tables" : [ {
                              "name" : "public.orders",
                              "comes" : "unchanged",
                              "read" : 0,
                              "new" : 0,
                              "changed" : 0,
                              "deleted" : 0
                            }, {
                              "name" : "public.staff",
                              "comes" : "delta",
                              "read" : 1,
                              "new" : 0,
                              "changed" : 1,
                              "deleted" : 0
                            } ]
                          },
                          "process" : {
                            "runs_waiting" : 0,
                            "waiting" : [ ],
                            "models" : [ {
                              "name" : "dim_staff",
                              "outcome" : "changed",
                              "because" : [ "staff" ]
                            }, {
                              "name" : "fact_order",
                              "outcome" : "unchanged",
                              "because" : [ ]
                            } ]
                          },
                          "load" : {
                            "runs_waiting" : 0,
                            "waiting" : [ ],
                            "migrations" : [ ],
                            "own_migrations" : 0
                          },
                          "notices" : [ ],
                          "problems" : [ ]
                        }
                        """);
    }

    private Command plan() {
        return world.command("plan", "shop");
    }

    private void run() {
        world.command("run", "shop");
    }

    private void write(String file, String content) {
        try {
            Path path = pipelines.resolve("shop").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
