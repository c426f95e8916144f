package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A run that can never pass is left out by command, and afterwards the current state is right again.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class SkipTest {

    private static final int ORDERS = 200;
    private static final String REASON = "the file is broken";

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
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.corrupt(
                Environment.PROCESSED_BUCKET,
                key -> key.contains("/runs/000000002/fact_sales_order/"));
        requireStuck(world);

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
        world.coldStart();
        world.tick();
        world.audit();
        world.totesys(ORDERS).play(2);
        world.tick();
        world.audit();
        assertThat(world.command("runs", "totesys").out()).contains(REASON);
        assertThat(world.command("status", "totesys").out()).contains("up to date");
    }
}
