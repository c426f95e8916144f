package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.run.RunNumber;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final MemoryZone zone = new MemoryZone();
    private final RunLog<IngestLog> upstream = RunLog.ingested(zone, "sales");

    @Test
    void isEmptyWhileNothingWasPublished() {
        assertThat(Backlog.of("process", Optional.empty(), upstream)).isEmpty();
    }

    @Test
    void beginsWithTheFirstRunForANewConsumer() {
        Samples.publish(upstream, 3);

        Backlog<IngestLog> backlog =
                Backlog.of("process", Optional.empty(), upstream).orElseThrow();

        assertThat(backlog.next()).isEqualTo(RunNumber.FIRST);
        assertThat(backlog.newest().header().run()).isEqualTo(new RunNumber(3));
    }

    @Test
    void goesOnAfterTheConsumersOwnRun() {
        var runs = Samples.publish(upstream, 3);

        assertThat(
                        Backlog.of("process", Optional.of(at(runs.get(0))), upstream)
                                .orElseThrow()
                                .next())
                .isEqualTo(new RunNumber(2));
        assertThat(Backlog.of("process", Optional.of(at(runs.get(2))), upstream)).isEmpty();
    }

    @Test
    void stopsWhenTheUpstreamWasEmptied() {
        assertThatThrownBy(() -> Backlog.of("process", Optional.of(at(Samples.first())), upstream))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "process stands at run 1 of log 000000000000f000, but memory://zone/sales holds no"
                                + " run at all");
    }

    @Test
    void stopsWhenTheUpstreamWasRestoredToAnEarlierState() {
        Samples.publish(upstream, 1);
        IngestLog second = Samples.after(Samples.first());

        assertThatThrownBy(() -> Backlog.of("process", Optional.of(at(second)), upstream))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "ends at run 1: it was restored to an earlier state or swapped");
    }

    @Test
    void stopsWhenTheUpstreamWasSwapped() {
        Samples.publish(upstream, 3);

        assertThatThrownBy(
                        () ->
                                Backlog.of(
                                        "process",
                                        Optional.of(at(Samples.rivalOf(Samples.first()))),
                                        upstream))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("holds another run 1 than the one that was followed");
    }

    @Test
    void aConsumerThatHasCaughtUpLooksAtThreeObjectsHoweverLongTheLogIs() {
        var runs = Samples.publish(upstream, 1_000);
        var counting = new CountingZone(zone);
        var cold = RunLog.ingested(counting, "sales");

        assertThat(Backlog.of("process", Optional.of(at(runs.get(999))), cold)).isEmpty();
        assertThat(counting.requests()).isEqualTo(3);
    }

    @Test
    void aConsumerThatIsOneRunBehindLooksAtThreeObjects() {
        var runs = Samples.publish(upstream, 1_000);
        var counting = new CountingZone(zone);
        var cold = RunLog.ingested(counting, "sales");

        assertThat(Backlog.of("process", Optional.of(at(runs.get(998))), cold)).isPresent();
        assertThat(counting.requests()).isEqualTo(3);
    }

    @Test
    void aConsumerThatFollowsWarmLooksAtItsRunAndTheNext() {
        var runs = Samples.publish(upstream, 3);
        var counting = new CountingZone(zone);
        var warm = RunLog.ingested(counting, "sales");
        assertThat(Backlog.of("process", Optional.of(at(runs.get(2))), warm)).isEmpty();
        int before = counting.requests();

        assertThat(Backlog.of("process", Optional.of(at(runs.get(2))), warm)).isEmpty();

        assertThat(counting.requests() - before).isEqualTo(2);
    }

    @Test
    void stopsWhenTheRunThatWasFollowedIsRemoved() {
        var runs = Samples.publish(upstream, 5);
        zone.remove(RunLog.keyOf("sales", new RunNumber(3)));

        assertThatThrownBy(
                        () ->
                                Backlog.of(
                                        "process",
                                        Optional.of(at(runs.get(2))),
                                        RunLog.ingested(zone, "sales")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("has later runs, but not run 3: its query log was removed");
    }

    @Test
    void aConsumerThatFellBehindFindsTheNewestRun() {
        var runs = Samples.publish(upstream, 1_000);

        for (int followed : new int[] {1, 2, 500, 513, 997, 999}) {
            var cold = RunLog.ingested(zone, "sales");
            var position = Optional.of(at(runs.get(followed - 1)));

            assertThat(Backlog.of("process", position, cold).orElseThrow().newest())
                    .isEqualTo(runs.get(999));
        }
    }

    @Test
    void stopsWhenTheRunBeforeTheNewestIsRemoved() {
        var runs = Samples.publish(upstream, 3);
        zone.remove(RunLog.keyOf("sales", new RunNumber(2)));
        var cold = RunLog.ingested(zone, "sales");

        assertThatThrownBy(() -> Backlog.of("process", Optional.of(at(runs.get(2))), cold))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("not run 2: its query log was removed");
    }

    private static Position at(IngestLog log) {
        RunHeader header = log.header();
        return new Position(header.logId(), header.run(), header.attempt());
    }
}
