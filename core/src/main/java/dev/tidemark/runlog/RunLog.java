package dev.tidemark.runlog;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The sequence of all query logs of a pipeline in a zone, and the only place where progress is
/// stored. Runs are gapless: a run is published only as the successor of the newest one.
///
/// @param <L> what the query logs of this zone say
public final class RunLog<L extends QueryLog> {

    /// Doubling pauses from 50 ms: some 25 s in all.
    private static final int PUBLISH_TRIES_MAX = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Zone zone;
    private final String pipeline;
    private final QueryLogFormat<L> format;
    private final Pause pause;
    private final AtomicReference<@Nullable L> remembered = new AtomicReference<>();

    public RunLog(Zone zone, String pipeline, QueryLogFormat<L> format, Pause pause) {
        this.zone = zone;
        this.pipeline = pipeline;
        this.format = format;
        this.pause = pause;
    }

    public static RunLog<IngestLog> ingested(Zone zone, String pipeline) {
        return new RunLog<>(zone, pipeline, new IngestLogFormat(), Pause.REAL);
    }

    public static RunLog<ProcessLog> processed(Zone zone, String pipeline) {
        return new RunLog<>(zone, pipeline, new ProcessLogFormat(), Pause.REAL);
    }

    /// The key of the completion marker of a run.
    public static Key keyOf(String pipeline, RunNumber run) {
        return Key.of(pipeline, "runs", run.padded(), "query_log.json");
    }

    /// How messages name this log.
    public String place() {
        return zone.name() + "/" + pipeline;
    }

    public Stage stage() {
        return format.stage();
    }

    /// The newest run, or empty when the zone has none. Cold, it gallops and bisects; warm, it looks
    /// whether the remembered run is still the same and whether others followed.
    public Optional<L> newest() {
        L known = remembered.get();
        Optional<L> newest = known == null ? search() : follow(known);
        newest.ifPresent(remembered::set);
        return newest;
    }

    /// The newest run, for one who has followed the log up to a run. Cold, that run is where the search begins, so that it
    /// costs the same however long the log is.
    public Optional<L> newestSince(RunNumber followed) {
        if (remembered.get() != null || !exists(followed.value())) {
            return newest();
        }
        L newest = gallopFrom(followed.value());
        remembered.set(newest);
        return Optional.of(newest);
    }

    /// The newest run that was found so far; asks nobody.
    public Optional<L> lastFound() {
        return Optional.ofNullable(remembered.get());
    }

    /// The query log of a run, or empty when it is not published.
    public Optional<L> at(RunNumber run) {
        return zone.read(keyOf(pipeline, run)).map(content -> parse(run, content));
    }

    /// The query log of a run that must be there because a later one is.
    public L require(RunNumber run) {
        return at(run).orElseThrow(
                        () ->
                                TerminalFailure.world(
                                        "%s has later runs, but not run %s: its query log was removed"
                                                .formatted(place(), run),
                                        "restore %s from the bucket's history"
                                                .formatted(keyOf(pipeline, run))));
    }

    /// Publishes a run, whole and once, whatever the zone answers: the same request is repeated
    /// until a query log is there, and then its attempt says whose it is.
    public Publication publish(L log) {
        Key key = keyOf(pipeline, log.header().run());
        byte[] content = format.write(log);
        @Nullable RuntimeException last = null;
        for (int tries = 0; tries < PUBLISH_TRIES_MAX; tries++) {
            switch (zone.create(key, content)) {
                case Creation.Created() -> {
                    return published(log);
                }
                case Creation.Refused() -> {}
                case Creation.Unknown(var reason) -> last = reason;
            }
            Optional<Attempt> winner = winnerOf(log.header().run());
            if (winner.isPresent()) {
                return winner.get().equals(log.header().attempt())
                        ? published(log)
                        : new Publication.Overtaken(winner.get());
            }
            pause.of(FIRST_PAUSE.multipliedBy(1L << tries));
        }
        throw new TransientFailure(
                "%s gave no clear answer about run %s: whether it is published will show at the next"
                                .formatted(place(), log.header().run())
                        + " tick",
                "nothing, if the next tick succeeds; otherwise look at the state of the bucket",
                last);
    }

    private Publication published(L log) {
        remembered.set(log);
        return new Publication.Published();
    }

    private Optional<Attempt> winnerOf(RunNumber run) {
        try {
            return at(run).map(log -> log.header().attempt());
        } catch (TransientFailure e) {
            return Optional.empty();
        }
    }

    private Optional<L> follow(L known) {
        L still = require(known.header().run());
        if (!still.header().attempt().equals(known.header().attempt())) {
            throw TerminalFailure.world(
                    "run %s in %s is not the one that was there before: the bucket was swapped or restored"
                            .formatted(known.header().run(), place()),
                    "bring back the former objects, or start again with empty zones and ledger");
        }
        L newest = still;
        for (Optional<L> next = successor(newest); next.isPresent(); next = successor(newest)) {
            newest = next.get();
        }
        return Optional.of(newest);
    }

    private Optional<L> successor(L log) {
        Optional<L> next = at(log.header().run().next());
        next.ifPresent(found -> requireChain(log, found));
        return next;
    }

    private void requireChain(L before, L after) {
        boolean continues =
                after.header().logId().equals(before.header().logId())
                        && after.header().previous().equals(Optional.of(before.header().attempt()));
        if (!continues) {
            throw TerminalFailure.world(
                    "in %s run %s does not continue run %s: objects of two logs are mixed"
                            .formatted(place(), after.header().run(), before.header().run()),
                    "restore the objects of one of the two logs");
        }
    }

    private Optional<L> search() {
        if (!exists(1)) {
            requireEmpty();
            return Optional.empty();
        }
        return Optional.of(gallopFrom(1));
    }

    private L gallopFrom(long first) {
        long present = first;
        long step = 1;
        while (exists(present + step)) {
            present += step;
            step *= 2;
        }
        long absent = present + step;
        while (absent - present > 1) {
            long middle = (present + absent) >>> 1;
            if (exists(middle)) {
                present = middle;
            } else {
                absent = middle;
            }
        }
        L newest = require(new RunNumber(present));
        if (present > 1) {
            requireChain(require(new RunNumber(present - 1)), newest);
        }
        return newest;
    }

    /// Leftovers of a first attempt that never published are fine; a later run is not.
    private void requireEmpty() {
        Key runs = Key.of(pipeline, "runs");
        zone.firstAfter(runs, Key.of(pipeline, "runs", RunNumber.FIRST.next().padded()))
                .ifPresent(
                        later -> {
                            throw TerminalFailure.world(
                                    "%s has no run 1, but %s: a part of it was removed"
                                            .formatted(place(), later),
                                    "restore %s from the bucket's history"
                                            .formatted(keyOf(pipeline, RunNumber.FIRST)));
                        });
    }

    private boolean exists(long run) {
        return zone.holds(keyOf(pipeline, new RunNumber(run)));
    }

    private L parse(RunNumber run, byte[] content) {
        L log = format.read(content, place() + ", run " + run);
        RunHeader header = log.header();
        if (!header.pipeline().equals(pipeline)
                || !header.run().equals(run)
                || header.stage() != format.stage()) {
            throw TerminalFailure.world(
                    "%s says that it belongs to %s of %s, run %s: it was copied from elsewhere"
                            .formatted(
                                    keyOf(pipeline, run),
                                    header.stage(),
                                    header.pipeline(),
                                    header.run()),
                    "restore the object from the bucket's history");
        }
        return log;
    }
}
