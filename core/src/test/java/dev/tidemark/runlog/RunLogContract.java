package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.FaultyZone;
import dev.tidemark.lake.FaultyZone.Fault;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Publication.Overtaken;
import dev.tidemark.runlog.Publication.Published;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the run log promises on every kind of zone.
public abstract class RunLogContract {

    /// An empty zone.
    protected abstract Zone zone();

    @Test
    void isEmptyBeforeTheFirstRun() {
        assertThat(log(zone()).newest()).isEmpty();
    }

    @Test
    void remembersNothingThatTheZoneDoesNot() {
        Zone zone = zone();
        IngestLog first = Samples.first();
        log(zone).publish(first);

        assertThat(log(zone).newest()).hasValue(first);
    }

    @Test
    void findsTheNewestOfManyRunsCold() {
        for (int runs : new int[] {1, 2, 3, 4, 5, 8, 9, 31}) {
            Zone zone = zone();
            List<IngestLog> published = Samples.publish(log(zone), runs);

            assertThat(log(zone).newest()).hasValue(published.getLast());
        }
    }

    @Test
    void followsRunsThatOthersPublished() {
        Zone zone = zone();
        RunLog<IngestLog> warm = log(zone);
        Samples.publish(log(zone), 2);
        assertThat(warm.newest().orElseThrow().header().run()).isEqualTo(new RunNumber(2));

        List<IngestLog> more = Samples.publish(log(zone), 5);

        assertThat(warm.newest()).hasValue(more.getLast());
    }

    @Test
    void publishesOnceThoughTheReplyIsLost() {
        FaultyZone zone = new FaultyZone(zone()).plan(Fault.REPLY_LOST);

        assertThat(log(zone).publish(Samples.first())).isEqualTo(new Published());
        assertThat(log(zone).newest()).hasValue(Samples.first());
    }

    @Test
    void publishesThoughRequestsAreLostOrInConflict() {
        FaultyZone zone =
                new FaultyZone(zone()).plan(Fault.REQUEST_LOST, Fault.CONFLICT, Fault.REQUEST_LOST);

        assertThat(log(zone).publish(Samples.first())).isEqualTo(new Published());
        assertThat(zone.creates()).isEqualTo(4);
    }

    @Test
    void takesItsOwnLateRequestForItsOwn() {
        FaultyZone zone = new FaultyZone(zone()).plan(Fault.ARRIVES_LATE, Fault.CONFLICT);
        RunLog<IngestLog> log =
                new RunLog<>(zone, "sales", new IngestLogFormat(), duration -> zone.deliverLate());

        assertThat(log.publish(Samples.first())).isEqualTo(new Published());
    }

    @Test
    void leavesTheRunToTheOneWhoseLateRequestArrivedFirst() {
        FaultyZone zone = new FaultyZone(zone()).plan(Fault.ARRIVES_LATE);
        IngestLog late = Samples.first();
        IngestLog rival = Samples.rivalOf(late);
        zone.create(RunLog.keyOf("sales", RunNumber.FIRST), new IngestLogFormat().write(late));
        RunLog<IngestLog> log =
                new RunLog<>(
                        new FaultyZone(zone).plan(Fault.CONFLICT),
                        "sales",
                        new IngestLogFormat(),
                        duration -> zone.deliverLate());

        assertThat(log.publish(rival)).isEqualTo(new Overtaken(late.header().attempt()));
        assertThat(log(zone).newest()).hasValue(late);
    }

    @Test
    void isOvertakenWhenAnotherAttemptWasFirst() {
        Zone zone = zone();
        IngestLog winner = Samples.first();
        log(zone).publish(winner);

        assertThat(log(zone).publish(Samples.rivalOf(winner)))
                .isEqualTo(new Overtaken(winner.header().attempt()));
        assertThat(log(zone).newest()).hasValue(winner);
    }

    @Test
    void letsOneOfSixteenAttemptsWin() throws Exception {
        Zone zone = zone();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Publication>> attempts =
                    IntStream.range(0, 16)
                            .<Callable<Publication>>mapToObj(
                                    n -> () -> log(zone).publish(Samples.firstBy(n)))
                            .toList();
            int published = 0;
            for (var ended : pool.invokeAll(attempts)) {
                published += ended.get() instanceof Published ? 1 : 0;
            }
            assertThat(published).isOne();
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheZoneNeverAnswers() {
        Fault[] silence = new Fault[10];
        Arrays.fill(silence, Fault.REQUEST_LOST);
        FaultyZone zone = new FaultyZone(zone()).plan(silence);

        assertThatThrownBy(() -> log(zone).publish(Samples.first()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("gave no clear answer about run 1");
    }

    @Test
    void refusesAQueryLogThatIsCutShortOrForeign() {
        Zone zone = zone();
        byte[] whole = new IngestLogFormat().write(Samples.first());
        zone.create(RunLog.keyOf("sales", RunNumber.FIRST), Arrays.copyOf(whole, whole.length / 2));
        zone.create(RunLog.keyOf("shop", RunNumber.FIRST), whole);

        assertThatThrownBy(() -> log(zone).newest())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("is no JSON, or only a part of it");
        assertThatThrownBy(() -> RunLog.ingested(zone, "shop").newest())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("it was copied from elsewhere");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        Zone zone = zone();
        String newer =
                new String(new IngestLogFormat().write(Samples.first()), StandardCharsets.UTF_8)
                        .replace("tidemark/1", "tidemark/2");
        zone.create(RunLog.keyOf("sales", RunNumber.FIRST), newer.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> log(zone).newest())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "has format tidemark/2; this version of Tidemark reads tidemark/1");
    }

    @Test
    void refusesALogWithoutItsFirstRun() {
        Zone zone = zone();
        IngestLog third = Samples.after(Samples.after(Samples.first()));
        zone.create(RunLog.keyOf("sales", new RunNumber(3)), new IngestLogFormat().write(third));

        assertThatThrownBy(() -> log(zone).newest())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("has no run 1, but sales/runs/000000003/query_log.json");
    }

    @Test
    void toleratesFilesOfAFirstAttemptThatNeverPublished() {
        Zone zone = zone();
        zone.create(
                Key.of("sales", "runs", "000000001", "public.staff", "a-00000.parquet"),
                new byte[1]);

        assertThat(log(zone).newest()).isEmpty();
    }

    @Test
    void refusesToMixTwoLogs() {
        Zone zone = zone();
        IngestLog first = Samples.first();
        log(zone).publish(first);
        IngestLog stranger = Samples.after(Samples.rivalOf(first));
        zone.create(RunLog.keyOf("sales", new RunNumber(2)), new IngestLogFormat().write(stranger));

        assertThatThrownBy(() -> log(zone).newest())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("run 2 does not continue run 1");
    }

    /// Pauses cost no time here.
    protected static RunLog<IngestLog> log(Zone zone) {
        return new RunLog<>(zone, "sales", new IngestLogFormat(), duration -> {});
    }
}
