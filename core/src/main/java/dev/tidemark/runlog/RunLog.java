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

    /// The newest run, or empty when the zone has none. Cold, it searches ([LastRun]); warm, it
    /// looks whether the remembered run is still the same and whether others followed.
    public Optional<L> newest() {
        L known = remembered.get();
        Optional<L> newest = known == null ? search() : Optional.of(follow(known));
        newest.ifPresent(remembered::set);
        return newest;
    }

    /// The newest run, for one who holds a run of this log that was read just now: the search begins there, so that it costs
    /// the same however long the log is.
    public L newestSince(L followed) {
        L newest = since(followed, remembered.get());
        remembered.set(newest);
        return newest;
    }

    private L since(L followed, @Nullable L known) {
        if (known != null) {
            int further = known.header().run().compareTo(followed.header().run());
            if (further > 0) {
                return follow(known);
            }
            if (further == 0) {
                requireSame(known, followed);
            }
        }
        Optional<L> next = successor(followed);
        if (next.isEmpty() && known == null) {
            requireChainTo(followed);
        }
        return next.map(after -> new RunSearch<>(this).newestFrom(followed, after))
                .orElse(followed);
    }

    /// The newest run that was found so far; asks nobody.
    public Optional<L> lastFound() {
        return Optional.ofNullable(remembered.get());
    }

    /// The query log of a run, or empty when it is not published.
    public Optional<L> at(RunNumber run) {
        return zone.read(keyOf(pipeline, run)).map(content -> parse(run, content));
    }

    /// Whether a run is published.
    boolean holds(RunNumber run) {
        return zone.holds(keyOf(pipeline, run));
    }

    /// The query log of a run that must be there because a later one is.
    public L require(RunNumber run) {
        return at(run).orElseThrow(() -> removed(run));
    }

    /// What is wrong where a later run is there and that one is not.
    TerminalFailure removed(RunNumber run) {
        return TerminalFailure.world(
                "%s has later runs, but not run %s: its query log was removed"
                        .formatted(place(), run),
                "restore %s from the bucket's history".formatted(keyOf(pipeline, run)));
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

    private L follow(L known) {
        L newest = require(known.header().run());
        requireSame(known, newest);
        for (Optional<L> next = successor(newest); next.isPresent(); next = successor(newest)) {
            newest = next.get();
        }
        return newest;
    }

    private void requireSame(L known, L still) {
        if (!still.header().attempt().equals(known.header().attempt())) {
            throw TerminalFailure.world(
                    "run %s in %s is not the one that was there before: the bucket was swapped or restored"
                            .formatted(known.header().run(), place()),
                    "bring back the former objects, or start again with empty zones and ledger");
        }
    }

    private Optional<L> successor(L log) {
        Optional<L> next = at(log.header().run().next());
        next.ifPresent(found -> requireChain(log, found));
        return next;
    }

    void requireChain(L before, L after) {
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
        Optional<L> newest = new RunSearch<>(this).newest();
        if (newest.isEmpty()) {
            requireEmpty();
        }
        return newest;
    }

    private void requireChainTo(L log) {
        RunNumber run = log.header().run();
        if (!run.isFirst()) {
            requireChain(require(run.previous()), log);
        }
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
