package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.KillAt.Moment;
import dev.tidemark.acceptance.StageProcess.End;
import dev.tidemark.environment.Environment;
import dev.tidemark.services.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A run that can never pass is left out by command, and afterwards the current state is right again.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class SkipTest {

    private static final int ORDERS = 200;
    private static final String REASON = "the file is broken";
    private static final List<String> SKIP =
            List.of("skip", "totesys", "--run", "2", "--reason", REASON);

    /// The claim of the run, the reason, the commit.
    private static final int LEDGER_STEPS = 3;

    private static final int REQUESTS_MAX = 5;

    private static final String DEPARTMENTS =
            "select department_id, department_name from %s order by 1";

    @Test
    void aRunWhoseFileIsBrokenForProcess(World world) {
        poisonSecondRun(world);

        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
    }

    @Test
    void onlyTheTableThatIsBroken(World world) {
        poisonSecondRun(world);

        skip(world, "--run", "2", "--table", "sales_order", "--reason", REASON);

        requireHealth(world);
    }

    @Test
    void aRunWhoseFileIsBrokenForLoad(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        stickInLoad(world);

        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
    }

    /// The days of a new year come once: no table brings them again.
    @Test
    void aRunForLoadThatMadeTheCalendarGrow(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(
                world.source(),
                "update sales_order set agreed_delivery_date = '2041-03-04' where sales_order_id = 7");
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.corrupt(
                Environment.PROCESSED_BUCKET, key -> key.contains("/runs/000000002/dim_date/"));
        requireStuck(world);

        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
    }

    /// A table that is left out has no new rows, and facts that name one of them wait with it.
    @Test
    void aTableThatIngestLeavesOutWhileAnOrderNamesItsNewRow(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(
                world.source(),
                "insert into staff select 9999, first_name, last_name, department_id, 'new@totesys.com', created_at, last_updated from staff where staff_id = 1",
                "update sales_order set staff_id = 9999 where sales_order_id = 7");

        Sql.run(world.source(), "update staff set created_at = 'infinity' where staff_id = 1");

        skip(world, "--run", "2", "--table", "staff", "--reason", REASON);
        Sql.run(
                world.source(),
                "update staff set created_at = last_updated where created_at = 'infinity'");
        world.tick(world.only(PROCESS));
        world.tick(world.only(LOAD));

        assertThat(world.versions("fact_sales_order where sales_order_id = 7")).isOne();
        requireHealth(world, "ingest left out public.staff");
    }

    /// Whether ingest can pass is known when it was tried.
    @Test
    void aRunThatIngestCanPassIsPublishedInsteadOfLeftOut(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);

        var command = world.command("skip", "totesys", "--run", "2", "--reason", REASON);

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err())
                .isEqualTo(
                        """
                        tidemark: run 2 is not stuck: ingest just published it, and nothing was left out
                          To fix: see whether anything is:  tidemark status totesys
                        """);
        assertThat(world.command("runs", "totesys").out()).doesNotContain(REASON);
        world.tick();
        world.audit();
    }

    /// What load left out has a model that the warehouse never saw.
    @Test
    void aRunForLoadThatBroughtANewModel(World world, @TempDir Path folder) throws IOException {
        world.seed(ORDERS);
        world.tick();
        world.set(Environment.PIPELINES, withDepartments(folder.resolve("pipelines")));
        world.totesys(ORDERS).play(1);
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.corrupt(
                Environment.PROCESSED_BUCKET,
                key -> key.contains("/runs/000000002/dim_department/"));
        requireStuck(world);

        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
        assertThat(Sql.rows(world.warehouse(), DEPARTMENTS.formatted("dim_department")))
                .isEqualTo(Sql.rows(world.source(), DEPARTMENTS.formatted("department")));
    }

    @Test
    void aRunForLoadInWhichATableIsGone(World world) {
        Sql.run(
                world.source(),
                "create table note (note_id integer primary key)",
                "insert into note values (1)");
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        Sql.run(world.source(), "drop table note");
        stickInLoad(world);

        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
    }

    @Test
    void aCommandThatDiesAtAnyStepToTheLedgerIsRepeated(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        stickInLoad(world);

        for (int step = 1; step <= LEDGER_STEPS; step++) {
            var killer = new KillAt(PostgresSteps::new, step, Moment.BEFORE);
            try (var gate = Gate.before(world.port(Environment.WAREHOUSE_URL), killer)) {
                var variables = world.databaseThrough(Environment.WAREHOUSE_URL, gate);
                assertThat(StageProcess.run(SKIP, variables, killer)).isEqualTo(End.KILLED);
            }
        }
        skip(world, "--run", "2", "--reason", REASON);

        requireHealth(world);
    }

    @Test
    void aCommandThatDiesAtAnyOfItsRequestsIsRepeated(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        stickInLoad(world);

        int kills = 0;
        while (skipKilledAfter(kills + 1, world) == End.KILLED) {
            kills++;
            assertThat(kills).as("requests").isLessThanOrEqualTo(REQUESTS_MAX);
        }

        assertThat(kills).isPositive();
        requireHealth(world);
    }

    private static End skipKilledAfter(int upload, World world) {
        var killer = new KillAt(() -> Steps::upload, upload, Moment.AFTER);
        try (var gate = Gate.before(world.s3().endpoint().getPort(), killer)) {
            return StageProcess.run(SKIP, world.zonesThrough(gate), killer);
        }
    }

    private static String withDepartments(Path copy) throws IOException {
        new Edit("models/dim_design.sql", "select", "select").of(World.PIPELINES, copy);
        Path totesys = copy.resolve(World.PIPELINE);
        Files.writeString(
                totesys.resolve("models/dim_department.sql"),
                """
                /*
                kind: dimension
                key: [department_id]
                history: latest
                */
                select department_id, department_name from current.department
                """);
        Files.writeString(
                totesys.resolve("warehouse/V1000__department.sql"),
                """
                create table dim_department (
                    department_id integer primary key,
                    department_name text not null,
                    deleted_run bigint
                );
                """);
        return copy.toString();
    }

    private static void stickInLoad(World world) {
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.corrupt(
                Environment.PROCESSED_BUCKET,
                key -> key.contains("/runs/000000002/fact_sales_order/"));
        requireStuck(world);
    }

    private static void poisonSecondRun(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        world.tick(world.only(INGEST));
        world.corrupt(
                Environment.INGESTION_BUCKET,
                key -> key.contains("/runs/000000002/public.sales_order/"));
        requireStuck(world);
    }

    /// However often it is tried.
    private static void requireStuck(World world) {
        for (int tries = 0; tries < 2; tries++) {
            var command = world.command("run", "totesys");
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.err()).contains("/runs/000000002/", "To fix:");
        }
    }

    private static void skip(World world, String... words) {
        var arguments = new ArrayList<String>(List.of("skip", "totesys"));
        arguments.addAll(List.of(words));
        var command = world.command(arguments.toArray(String[]::new));
        assertThat(command.err()).isEmpty();
        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("run 2", "in full");
    }

    private static void requireHealth(World world) {
        requireHealth(world, REASON);
    }

    /// @param why what is said of the run that was left out
    private static void requireHealth(World world, String why) {
        world.coldStart();
        world.tick();
        world.audit();
        world.totesys(ORDERS).play(2);
        world.tick();
        world.audit();
        assertThat(world.command("runs", "totesys").out()).contains(why);
        assertThat(world.command("status", "totesys").out()).contains("up to date");
    }
}
