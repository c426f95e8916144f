package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.gate.Traffic;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A source that goes away in the middle of a `COPY` costs one tick: it fails with one message, and the next brings
/// everything.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class SourceBreaksTest {

    private static final int ORDERS = 300;

    /// @param copy the number of the COPY of the run in whose answer the source goes away
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aSourceThatEndsAllSessionsInTheMiddleOfACopyLosesNothing(int copy, World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        var objects = world.objects();
        var queryLogs = objects.stream().filter(key -> key.endsWith("query_log.json")).toList();

        String undisturbed = world.environment().require(Environment.SOURCE_URL);
        var breaking = new BreakIn(copy, world);
        try (var gate = Gate.before(world.port(Environment.SOURCE_URL), breaking)) {
            world.set(Environment.SOURCE_URL, world.urlThrough(Environment.SOURCE_URL, gate));
            var failure = world.failure(world::tick);
            assertThat(failure).isInstanceOf(TransientFailure.class);
            assertThat(failure.getMessage()).contains("To fix:");
            assertThat(breaking.copies.get()).isGreaterThanOrEqualTo(copy);
        }
        assertThat(world.objects().stream().filter(key -> key.endsWith("query_log.json")))
                .isEqualTo(queryLogs);

        world.set(Environment.SOURCE_URL, undisturbed);
        world.tick();
        world.audit();
    }

    private static final class BreakIn implements Traffic, Traffic.Connection {
        private final int copy;
        private final World world;
        private final AtomicInteger copies = new AtomicInteger();

        BreakIn(int copy, World world) {
            this.copy = copy;
            this.world = world;
        }

        @Override
        public Traffic.Connection connected() {
            return this;
        }

        @Override
        public Ruling said(String said) {
            return said.toLowerCase(Locale.ROOT).contains("copy ")
                            && copies.incrementAndGet() == copy
                    ? Ruling.STOP_THE_ANSWER
                    : Ruling.PASS;
        }

        @Override
        public void answered() {
            Sql.rows(
                    world.source(),
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                            .formatted(world.reader()));
        }
    }
}
