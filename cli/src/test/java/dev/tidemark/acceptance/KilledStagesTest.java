package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.KillAt.Moment;
import dev.tidemark.acceptance.StageProcess.End;
import dev.tidemark.acceptance.Steps.Step;
import dev.tidemark.environment.Environment;
import dev.tidemark.run.Stage;
import dev.tidemark.services.gate.Gate;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A stage that is killed at any of its write steps and run again leaves what it would have left undisturbed. Each process
/// is killed before it takes the step, so that the next one comes one step further; after a commit it is killed besides.
/// What was done after a step and what was not yet done before the next is the same for a server.
///
/// Every upload and every commit has its kill; of the other statements of a load each [#STRIDE]th, counted from the first
/// after a commit.
@Tag("slow")
@ExtendWith(WorldExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KilledStagesTest {

    private static final int TABLES = 2;
    private static final int MODELS = 2;
    private static final int STRIDE = 5;

    /// The claim and a COPY and its rows for each table at the least, and the commit.
    private static final int LATER_LOAD_MIN = 4;

    /// Two histories of migrations, the migrations, the run.
    private static final int FIRST_COMMITS_MIN = 4;

    private static final int ORDERS = 60;
    private static final int KILLS_MAX = 60;

    @BeforeAll
    static void prepare(World world) {
        Shop.open(world);
        StageProcess.prepare(world);
    }

    @Test
    void theFirstIngest(World world) {
        var shop = Shop.open(world);

        int kills = killAtEachUpload(INGEST, world);

        assertThat(kills).as("rows and keys of each table").isGreaterThan(2 * TABLES);
        requireHealth(shop);
    }

    @Test
    void theFirstProcess(World world) {
        var shop = Shop.open(world);
        world.tick(world.only(INGEST));

        int kills = killAtEachUpload(PROCESS, world);

        assertThat(kills).as("models").isGreaterThan(MODELS);
        requireHealth(shop);
    }

    @Test
    void aLaterIngest(World world) {
        var shop = Shop.open(world);
        shop.tick();
        shop.change();

        int kills = killAtEachUpload(INGEST, world);

        assertThat(kills).as("rows of each table, and keys").isGreaterThan(TABLES + 1);
        requireHealth(shop);
    }

    @Test
    void aLaterProcess(World world) {
        var shop = Shop.open(world);
        shop.tick();
        shop.change();
        world.tick(world.only(INGEST));

        int kills = killAtEachUpload(PROCESS, world);

        assertThat(kills).as("models").isGreaterThan(MODELS);
        requireHealth(shop);
    }

    @Test
    void theFirstLoad(World world) {
        var shop = Shop.open(world);
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));

        int kills = killAtSomeStatements(world, () -> "migrations come one by one");

        assertThat(kills).as("before and after each").isGreaterThan(3 * FIRST_COMMITS_MIN);
        requireHealth(shop);
        world.requireUndisturbedWarehouse();
    }

    @Test
    void aLaterLoad(World world) {
        var shop = Shop.open(world);
        shop.tick();
        shop.change();
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));

        int kills = killAtSomeStatements(world, () -> Whole.of(world.warehouse()));

        assertThat(kills).isGreaterThanOrEqualTo(LATER_LOAD_MIN);
        requireHealth(shop);
        world.requireUndisturbedWarehouse();
    }

    /// The stages of a whole totesys, each before and after its commit.
    @Test
    void allStagesOfTotesysAtTheirCommits(World world) {
        world.seed(ORDERS);
        world.tick();
        world.totesys(ORDERS).play(1);

        for (Stage stage : new Stage[] {INGEST, PROCESS}) {
            int kills =
                    killAtEach(
                            killer -> zoneProcess(stage, world, killer),
                            () -> Steps.commitsOf(Steps::upload),
                            world::queryLogs);
            assertThat(kills).isEqualTo(2);
        }
        int kills =
                killAtEach(
                        killer -> load(world, killer),
                        () -> Steps.commitsOf(new PostgresSteps()),
                        () -> Whole.of(world.warehouse()));
        assertThat(kills).isGreaterThanOrEqualTo(2);

        world.auditorLooks();
        world.audit();
        world.requireUndisturbedWarehouse();
    }

    private static void requireHealth(Shop shop) {
        shop.tick();
        shop.audit();
        shop.change();
        shop.tick();
        shop.audit();
    }

    private static int killAtEachUpload(Stage stage, World world) {
        return killAtEach(
                killer -> zoneProcess(stage, world, killer), () -> Steps::upload, world::queryLogs);
    }

    private static int killAtSomeStatements(World world, Supplier<Object> visible) {
        return killAtEach(
                killer -> load(world, killer),
                () -> Steps.some(new PostgresSteps(), STRIDE),
                visible);
    }

    /// A stage in a process of its own.
    private interface Victim {
        End run(KillAt killer);
    }

    /// How many processes were killed until one came to its end.
    ///
    /// @param visible what only a commit may change
    private static int killAtEach(Victim victim, Supplier<Steps> steps, Supplier<Object> visible) {
        int step = 1;
        for (int kills = 0; kills < KILLS_MAX; kills++) {
            Object before = visible.get();
            var killer = new KillAt(steps, step, Moment.BEFORE);
            if (victim.run(killer) == End.DONE) {
                return kills;
            }
            assertThat(visible.get()).as("what is there before the commit").isEqualTo(before);
            step++;
            if (killer.killed() == Step.COMMIT) {
                // The commit itself: a request sent twice would shift what comes before it.
                var afterwards = new KillAt(() -> Steps.commitsOf(steps.get()), 1, Moment.AFTER);
                assertThat(victim.run(afterwards)).isEqualTo(End.KILLED);
                assertThat(afterwards.killed()).isEqualTo(Step.COMMIT);
                kills++;
                step = 1;
            }
        }
        throw new AssertionError("no end after %d processes".formatted(KILLS_MAX));
    }

    private static End zoneProcess(Stage stage, World world, KillAt killer) {
        try (var gate = Gate.before(world.s3().endpoint().getPort(), killer)) {
            return StageProcess.run(stage, world.zonesThrough(gate), killer);
        }
    }

    private static End load(World world, KillAt killer) {
        try (var gate = Gate.before(world.port(Environment.WAREHOUSE_URL), killer)) {
            Map<String, String> variables = world.databaseThrough(Environment.WAREHOUSE_URL, gate);
            return StageProcess.run(LOAD, variables, killer);
        }
    }
}
