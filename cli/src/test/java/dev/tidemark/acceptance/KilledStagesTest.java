package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.KillAt.Moment;
import dev.tidemark.acceptance.StageProcess.End;
import dev.tidemark.environment.Environment;
import dev.tidemark.run.Stage;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A stage that is killed at any of its write steps and run again leaves what it would have left undisturbed.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class KilledStagesTest {

    private static final int ORDERS = 200;

    /// A run of a few tables uploads at least so many objects, the query log among them.
    private static final int UPLOADS_MIN = 3;

    private static final int STEPS_MAX = 50;
    private static final int SAMPLES = 6;

    /// The migrations commit first, the run last.
    private static final int COMMITS_MAX = 3;

    private int changes;

    @ParameterizedTest
    @EnumSource(Moment.class)
    void ingestAtEachOfItsUploads(Moment moment, World world) {
        follow(world);
        int killed = 0;
        for (var end = End.KILLED; end == End.KILLED; killed++) {
            change(world);
            end = runThroughZoneGate(INGEST, world, killed + 1, moment);
            recover(world);
        }
        assertThat(killed - 1).isBetween(UPLOADS_MIN, STEPS_MAX);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void processAtEachOfItsUploads(Moment moment, World world) {
        follow(world);
        var ingest = world.only(INGEST);
        int killed = 0;
        for (var end = End.KILLED; end == End.KILLED; killed++) {
            change(world);
            world.tick(ingest);
            end = runThroughZoneGate(PROCESS, world, killed + 1, moment);
            recover(world);
        }
        assertThat(killed - 1).isBetween(UPLOADS_MIN, STEPS_MAX);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void loadAtStepsFromTheFirstToTheLast(Moment moment, World world) {
        follow(world);
        var ingest = world.only(INGEST);
        var process = world.only(PROCESS);
        change(world);
        world.tick(ingest);
        world.tick(process);
        var counter = KillAt.never(said -> true);
        assertThat(runThroughWarehouseGate(world, counter)).isEqualTo(End.DONE);
        int steps = counter.steps();

        for (int sample = 0; sample < SAMPLES; sample++) {
            change(world);
            world.tick(ingest);
            world.tick(process);
            int step = 1 + sample * (steps - 1) / (SAMPLES - 1);
            runThroughWarehouseGate(world, new KillAt(said -> true, step, moment));
            recover(world);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void loadAtItsLastCommits(Moment moment, World world) {
        follow(world);
        var ingest = world.only(INGEST);
        var process = world.only(PROCESS);
        change(world);
        world.tick(ingest);
        world.tick(process);
        Predicate<String> isCommit = said -> said.contains("COMMIT");
        var counter = KillAt.never(isCommit);
        assertThat(runThroughWarehouseGate(world, counter)).isEqualTo(End.DONE);

        int last = counter.steps();
        for (int step = Math.max(1, last - COMMITS_MAX + 1); step <= last; step++) {
            change(world);
            world.tick(ingest);
            world.tick(process);
            assertThat(runThroughWarehouseGate(world, new KillAt(isCommit, step, moment)))
                    .isEqualTo(End.KILLED);
            recover(world);
        }
    }

    @Test
    void theFirstLoadAgainAndAgain(World world) {
        world.seed(ORDERS);
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        for (int step = 10, tries = 0; tries < SAMPLES; tries++, step += step / 2) {
            runThroughWarehouseGate(world, new KillAt(said -> true, step, Moment.BEFORE));
        }
        recover(world);
    }

    private static void follow(World world) {
        world.seed(ORDERS);
        world.tick();
    }

    /// Something for each kind of file: a row changed, a row deleted, a dimension refreshed.
    private void change(World world) {
        changes++;
        Sql.run(
                world.source(),
                "update sales_order set units_sold = units_sold + 1 where sales_order_id = "
                        + changes,
                "update address set phone = '%d' where address_id = 2".formatted(changes),
                "delete from payment where payment_id = " + changes);
    }

    private static void recover(World world) {
        world.tick();
        world.audit();
    }

    private static End runThroughZoneGate(Stage stage, World world, int step, Moment moment) {
        var killer = new KillAt(KillAt::isUpload, step, moment);
        try (var gate = Gate.before(world.s3().endpoint().getPort(), killer)) {
            return StageProcess.run(stage, world.zonesThrough(gate), killer);
        }
    }

    private static End runThroughWarehouseGate(World world, KillAt killer) {
        try (var gate = Gate.before(world.port(Environment.WAREHOUSE_URL), killer)) {
            Map<String, String> variables = world.databaseThrough(Environment.WAREHOUSE_URL, gate);
            return StageProcess.run(LOAD, variables, killer);
        }
    }
}
