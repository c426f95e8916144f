package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.run.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// No secret and no content of a row is printed, whatever fails, not even where a trace is asked for. Every world looks
/// for them in every answer, failure and command; here are the failures that are about values.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class DiscretionTest {

    private static final int ORDERS = 200;

    @TempDir private Path folder;

    @Test
    void aValueThatAModelCannotComputeWith(World world) {
        world.seed(ORDERS);
        world.tick();

        requireDiscreetFailure(
                world,
                "update sales_order set agreed_delivery_date = 'canaryDate' where sales_order_id = 3");

        Sql.run(
                world.source(),
                "update sales_order set agreed_delivery_date = '2025-01-07' where sales_order_id = 3");
        assertThat(world.command("skip", "totesys", "--run", "2", "--reason", "a date").exitCode())
                .isZero();
        world.coldStart();
        world.tick();
        world.audit();
    }

    @Test
    void aRowThatTheWarehouseRefuses(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(
                world.warehouse(),
                "alter table dim_design add constraint plain check (file_name <> 'canaryFile')");

        requireDiscreetFailure(
                world, "update design set file_name = 'canaryFile' where design_id = 3");

        Sql.run(world.warehouse(), "alter table dim_design drop constraint plain");
        world.tick();
        world.audit();
    }

    @Test
    void aRowThatACheckRefuses(World world) {
        world.seed(ORDERS);
        world.tick();

        requireDiscreetFailure(
                world,
                "alter table staff drop constraint if exists staff_department_id_fkey",
                "update staff set first_name = 'canaryName', department_id = 99 where staff_id = 3",
                "update sales_order set units_sold = units_sold + 1 where staff_id = 3");
    }

    /// Nor by a library that logs all that it can: the driver logs statements, S3's client requests.
    @Test
    void stagesThatSucceedWhileEveryLoggerTalks(World world) {
        world.seed(ORDERS);
        for (Stage stage : Stage.values()) {
            var talk = StageProcess.talk(stage, world.variables(), folder);
            assertThat(talk.exitCode()).as(talk.said()).isZero();
            assertThat(talk.said()).as("S3's client talks").contains("software.amazon.awssdk");
            world.requireDiscreet(talk.said());
        }
        world.queryLogTexts().forEach(world::requireDiscreet);
    }

    /// The server quotes the row to the driver, which logs what the server says.
    @Test
    void aRefusedRowWhileEveryLoggerTalks(World world) {
        world.seed(ORDERS);
        world.tick();
        Sql.run(
                world.warehouse(),
                "alter table dim_design add constraint plain check (file_name <> 'canaryFile')");
        Sql.run(world.source(), "update design set file_name = 'canaryFile' where design_id = 3");
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));

        var talk = StageProcess.talk(LOAD, world.variables(), folder);

        assertThat(talk.exitCode()).isNotZero();
        assertThat(talk.said()).contains("(constraint plain)", "org.postgresql");
        world.requireDiscreet(talk.said());
    }

    @Test
    void aPasswordThatIsRefusedWhileEveryLoggerTalks(World world) {
        world.seed(ORDERS);
        for (var wrong :
                Map.of(INGEST, Environment.SOURCE_URL, LOAD, Environment.WAREHOUSE_URL)
                        .entrySet()) {
            Map<String, String> variables = new HashMap<>(world.variables());
            variables.computeIfPresent(
                    wrong.getValue(), (name, url) -> url.replaceFirst(":[^:@]*@", ":canaryWrong@"));

            var talk = StageProcess.talk(wrong.getKey(), variables, folder);

            assertThat(talk.said()).contains("refuses the login of user");
            world.requireDiscreet(talk.said());
        }
    }

    @Test
    void commandsThatTellOfRuns(World world) {
        world.seed(ORDERS);
        for (String command : new String[] {"run", "status", "runs", "ingest", "process", "load"}) {
            var ended = quietly(world, command, "totesys");
            assertThat(ended).isZero();
        }
    }

    private static void requireDiscreetFailure(World world, String... changes) {
        Sql.run(world.source(), changes);
        assertThat(quietly(world, "run", "totesys", "--stacktrace")).isNotZero();
    }

    /// The exit code of a command of which neither its own streams nor those of the process say too much.
    private static int quietly(World world, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var printed = new ByteArrayOutputStream();
        try (var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            return world.command(arguments).exitCode();
        } finally {
            System.setOut(out);
            System.setErr(err);
            world.requireDiscreet(printed.toString(StandardCharsets.UTF_8));
        }
    }
}
