package dev.tidemark.local.bus;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;

import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Calls the three handlers as AWS would: the schedule calls ingest; a query log that appears in a
/// zone calls the stage behind it; and the schedule sweeps process and load, so that a lost
/// notification costs one tick and nothing else.
///
/// A handler's failure stops no other handler, as functions do not stop each other. It escapes when
/// the tick is over, and what it left undone is done by the next tick.
public final class EventBus {

    /// What Lambda allows at most.
    private static final Duration INVOCATION_MAX = Duration.ofMinutes(15);

    private final Handlers handlers;
    private final ZoneWatch ingested;
    private final ZoneWatch processed;
    private final Clock clock;
    private final Transport transport;

    /// Watches both zones from now on; what lies in them already is found by the first sweep.
    public EventBus(Handlers handlers, Zones zones, Clock clock, Transport transport) {
        this.handlers = handlers;
        this.ingested = zones.watchIngested(clock);
        this.processed = zones.watchProcessed(clock);
        this.clock = clock;
        this.transport = transport;
    }

    /// One tick of the schedule and everything that follows from it, in the order of the calls.
    public List<Invocation> tick() {
        List<Invocation> invocations = new ArrayList<>();
        tick(invocations::add);
        return invocations;
    }

    /// The same for one who also wants to know what was done in a tick that fails.
    ///
    /// @param done hears of each call that ended well
    public void tick(Consumer<Invocation> done) {
        var failures = new StageFailures();
        failures.of(INGEST, () -> done.accept(call(INGEST, schedule())));
        follow(PROCESS, ingested, failures, done);
        follow(LOAD, processed, failures, done);
        failures.throwIfAny();
    }

    private void follow(
            Stage stage, ZoneWatch zone, StageFailures failures, Consumer<Invocation> done) {
        failures.of(
                stage,
                () ->
                        transport
                                .arriving(zone.appeared())
                                .forEach(event -> done.accept(call(stage, event))));
        failures.of(stage, () -> done.accept(call(stage, schedule())));
    }

    private Event schedule() {
        return new Event.Scheduled(clock.instant());
    }

    private Invocation call(Stage stage, Event event) {
        var context =
                new LocalContext(stage, Deadline.in(INVOCATION_MAX, clock), LocalContext.silent());
        var answer = new ByteArrayOutputStream();
        long started = System.nanoTime();
        try {
            handlers.of(stage)
                    .handleRequest(new ByteArrayInputStream(event.json()), answer, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Invocation(
                stage,
                Duration.ofNanos(System.nanoTime() - started),
                answer.toString(StandardCharsets.UTF_8));
    }
}
