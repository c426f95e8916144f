package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.lake.Key;
import dev.tidemark.local.bus.Event;
import dev.tidemark.local.bus.Invocation;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.RunLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// However bad the delivery of events, the warehouse is the same.
@Tag("slow")
@ExtendWith(WorldExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class EventsTest {

    private static final int ORDERS = 200;
    private static final int DAYS = 3;

    @Test
    void everyEventTwice(World world) {
        var twice =
                Functions.all(
                        world.environment(),
                        sent -> {
                            List<Event> both = new ArrayList<>(sent);
                            both.addAll(sent);
                            return both;
                        });
        play(world, twice);
        world.audit();
    }

    @Test
    void everyEventATickLate(World world) {
        // Both zones send in turn, so that what was sent two calls ago was sent a tick ago.
        Deque<List<Event>> held = new ArrayDeque<>(List.of(List.of(), List.of()));
        var late =
                Functions.all(
                        world.environment(),
                        sent -> {
                            held.addLast(sent);
                            return held.removeFirst();
                        });
        play(world, late);
        world.audit();
    }

    @Test
    void everyEventLost(World world) {
        play(world, Functions.all(world.environment(), sent -> List.of()));
        world.audit();
    }

    @Test
    void aBacklogAnnouncedInReverseAndTwiceIsHandledInOrder(World world) {
        play(world, world.only(Stage.INGEST));

        world.tick(world.only(Stage.PROCESS, inReverse(Environment.INGESTION_BUCKET, world)));
        var loads =
                world.tick(world.only(Stage.LOAD, inReverse(Environment.PROCESSED_BUCKET, world)));

        assertThat(loads)
                .filteredOn(it -> it.stage() == Stage.LOAD)
                .extracting(Invocation::answer)
                .anyMatch(it -> it.contains("loaded %d runs".formatted(1 + DAYS)));
        world.audit();
    }

    private static Transport inReverse(String bucket, World world) {
        var runs = LongStream.rangeClosed(1, 1 + DAYS).map(i -> 2 + DAYS - i).boxed().toList();
        List<Event> events = new ArrayList<>();
        runs.forEach(run -> events.add(created(world.bucket(bucket), run)));
        runs.forEach(run -> events.add(created(world.bucket(bucket), run)));
        var left = new ArrayList<>(List.of(events));
        return sent -> left.isEmpty() ? List.of() : left.removeFirst();
    }

    private static Event created(String bucket, long run) {
        Key key = RunLog.keyOf(World.PIPELINE, new RunNumber(run));
        return new Event.ObjectsCreated(Instant.EPOCH, bucket, List.of(key, key));
    }

    private static void play(World world, Functions functions) {
        var totesys = world.seed(ORDERS);
        world.tick(functions);
        world.auditorLooks();
        for (int day = 1; day <= DAYS; day++) {
            totesys.play(day);
            world.tick(functions);
            world.auditorLooks();
        }
    }
}
