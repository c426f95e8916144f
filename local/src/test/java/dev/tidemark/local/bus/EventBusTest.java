package dev.tidemark.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.Key;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBusTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

    private final FakeStages stages = new FakeStages();

    @Test
    void carriesARunThroughAllStagesInOneTick() {
        var invocations = bus(Transport.FAITHFUL).tick();

        assertThat(stages.loaded).containsExactly(new RunNumber(1));
        assertThat(invocations)
                .extracting(Invocation::stage)
                .containsExactly(
                        Stage.INGEST, Stage.PROCESS, Stage.PROCESS, Stage.LOAD, Stage.LOAD);
        assertThat(invocations.getFirst().answer()).isEqualTo("{\"answer\":\"published\"}");
    }

    @Test
    void notifiesOfEachQueryLogThatAppears() {
        bus(Transport.FAITHFUL).tick();

        assertThat(stages.calls)
                .containsExactly(
                        "process by 1", "process by schedule", "load by 1", "load by schedule");
    }

    @Test
    void healsLostNotificationsByTheSchedule() {
        bus(sent -> List.of()).tick();

        assertThat(stages.calls).containsExactly("process by schedule", "load by schedule");
        assertThat(stages.loaded).containsExactly(new RunNumber(1));
    }

    @Test
    void loadsOnceWhatIsAnnouncedTwice() {
        bus(sent -> sent.stream().flatMap(e -> List.of(e, e).stream()).toList()).tick();

        assertThat(stages.calls).contains("process by 1", "load by 1").hasSize(6);
        assertThat(stages.loaded).containsExactly(new RunNumber(1));
    }

    @Test
    void loadsInOrderWhatIsAnnouncedInReverse() {
        var bus = bus(List::reversed);
        stages.publishOne();
        stages.publishOne();

        bus.tick();

        assertThat(stages.loaded)
                .containsExactly(new RunNumber(1), new RunNumber(2), new RunNumber(3));
    }

    @Test
    void toleratesNotificationsThatComeATickLate() {
        var held = new ArrayList<Event>();
        var bus =
                bus(
                        sent -> {
                            var arriving = List.copyOf(held);
                            held.clear();
                            held.addAll(sent);
                            return arriving.stream()
                                    .filter(e -> !sent.isEmpty() && sameBucket(e, sent.getFirst()))
                                    .toList();
                        });

        bus.tick();
        bus.tick();

        assertThat(stages.loaded).containsExactly(new RunNumber(1), new RunNumber(2));
    }

    @Test
    void tellsOfSeveralObjectsInOneEvent() {
        var bus = bus(EventBusTest::merged);
        stages.publishOne();

        bus.tick();

        assertThat(stages.calls).contains("process by 2", "load by 2");
        assertThat(stages.loaded).containsExactly(new RunNumber(1), new RunNumber(2));
    }

    @Test
    void leavesWhatLayThereBeforeToTheSweep() {
        stages.publishOne();

        bus(Transport.FAITHFUL).tick();

        assertThat(stages.calls).startsWith("process by 1");
        assertThat(stages.loaded).containsExactly(new RunNumber(1), new RunNumber(2));
    }

    @Test
    void letsAFailureEscapeAndGoesOnAtTheNextTick() {
        var broken =
                new Handlers(
                        stages.handlers().ingest(),
                        stages.handlers().process(),
                        (event, answer, context) -> {
                            throw new TransientFailure("the warehouse is away", "");
                        });
        var bus = new EventBus(broken, stages.zones(), CLOCK, Transport.FAITHFUL);

        assertThatThrownBy(bus::tick)
                .isInstanceOf(TransientFailure.class)
                .hasMessage("the warehouse is away");
        bus(Transport.FAITHFUL).tick();

        assertThat(stages.loaded).containsExactly(new RunNumber(1), new RunNumber(2));
    }

    @Test
    void callsEveryStageThoughAnEarlierOneFails() {
        stages.publishOne();
        var broken =
                new Handlers(
                        (event, answer, context) -> {
                            throw new TransientFailure("the source is away", "");
                        },
                        stages.handlers().process(),
                        stages.handlers().load());
        var bus = new EventBus(broken, stages.zones(), CLOCK, Transport.FAITHFUL);
        var done = new ArrayList<Invocation>();

        assertThatThrownBy(() -> bus.tick(done::add)).hasMessage("the source is away");

        assertThat(stages.loaded).containsExactly(new RunNumber(1));
        assertThat(done).extracting(Invocation::stage).doesNotContain(Stage.INGEST).hasSize(3);
    }

    @Test
    void throwsTheFirstFailureWithOneOfEachLaterStage() {
        var broken =
                new Handlers(
                        stages.handlers().ingest(),
                        (event, answer, context) -> {
                            throw new TransientFailure("a zone is away", "");
                        },
                        (event, answer, context) -> {
                            throw new IOException("the warehouse is away");
                        });
        var bus = new EventBus(broken, stages.zones(), CLOCK, Transport.FAITHFUL);

        assertThatThrownBy(bus::tick)
                .hasMessage("a zone is away")
                .satisfies(
                        failure ->
                                assertThat(failure.getSuppressed())
                                        .singleElement()
                                        .isInstanceOf(UncheckedIOException.class));
    }

    @Test
    void encodesKeysAsS3Does() {
        var key = new Key("sales/runs/public.O%27Keefe=1/query_log.json");
        var event = new Event.ObjectsCreated(CLOCK.instant(), "zone", List.of(key));

        assertThat(new String(event.json(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"key\":\"sales/runs/public.O%2527Keefe%3D1/query_log.json\"");
    }

    private EventBus bus(Transport transport) {
        return new EventBus(stages.handlers(), stages.zones(), CLOCK, transport);
    }

    private static boolean sameBucket(Event one, Event other) {
        return one instanceof Event.ObjectsCreated a
                && other instanceof Event.ObjectsCreated b
                && a.bucket().equals(b.bucket());
    }

    private static List<Event> merged(List<Event> sent) {
        List<Key> keys = new ArrayList<>();
        String bucket = "";
        for (Event event : sent) {
            if (event instanceof Event.ObjectsCreated created) {
                keys.addAll(created.keys());
                bucket = created.bucket();
            }
        }
        return keys.isEmpty()
                ? List.of()
                : List.of(new Event.ObjectsCreated(CLOCK.instant(), bucket, keys));
    }
}
