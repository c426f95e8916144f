package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A bucket that was emptied, swapped or restored stops the stage behind it with a message, and keeps it stopped; the
/// warehouse stays as it was. `check` and `plan` say the same beforehand.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class LostZonesTest {

    private static final int ORDERS = 200;

    /// Where the stage behind the bucket stands, by its own account.
    private static final String STAND = "stands at run 2 of log ";

    @ParameterizedTest
    @ValueSource(strings = {Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET})
    void anEmptiedBucket(String variable, World world) {
        followTwoRuns(world);

        world.remove(variable, key -> true);

        requireStop(world);
    }

    @ParameterizedTest
    @ValueSource(strings = {Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET})
    void aSwappedBucket(String variable, World world, World other) {
        followTwoRuns(world);
        followTwoRuns(other);

        world.set(variable, other.bucket(variable));

        requireStop(world);
    }

    @ParameterizedTest
    @ValueSource(strings = {Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET})
    void aBucketRestoredToAnEarlierState(String variable, World world) {
        followTwoRuns(world);

        world.remove(variable, key -> key.contains("/runs/000000002/"));

        requireStop(world);
    }

    private static void followTwoRuns(World world) {
        world.seed(ORDERS);
        world.tick();
        change(world);
        world.tick();
    }

    private static void requireStop(World world) {
        requireToldBy("check", world);
        requireToldBy("plan", world);
        List<List<List<String>>> before = facts(world);
        for (int tick = 0; tick < 3; tick++) {
            world.coldStart();
            change(world);
            var failure = world.failure(world::tick);
            assertThat(failure).isInstanceOf(TerminalFailure.class).hasMessageContaining(STAND);
            assertThat(failure.getMessage())
                    .contains("Going on would skip or double runs.")
                    .contains("To fix: bring back the former objects");
        }
        assertThat(facts(world)).isEqualTo(before);
    }

    private static void requireToldBy(String command, World world) {
        Command told = world.command(command, World.PIPELINE);
        assertThat(told.out())
                .contains(STAND, "Going on would skip or double runs.")
                .contains("To fix: bring back the former objects");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    private static List<List<List<String>>> facts(World world) {
        return Audit.all().stream()
                .map(audit -> audit.actual(world.source(), world.warehouse()))
                .toList();
    }

    private static void change(World world) {
        Sql.run(world.source(), "update sales_order set units_sold = units_sold + 1");
    }
}
