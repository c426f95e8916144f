package dev.tidemark.runlog;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import java.util.Optional;

/// The runs that a stage still has to handle: those after its own position, up to its upstream's
/// newest. Refuses to continue a log that is not the one it followed so far.
///
/// @param next the first run to handle
/// @param newest the upstream's newest run
/// @param <L> the upstream's query log
public record Backlog<L extends QueryLog>(RunNumber next, L newest) {

    /// Empty when the consumer has caught up, or when nothing was ever published.
    public static <L extends QueryLog> Optional<Backlog<L>> of(
            String consumer, Optional<Position> position, RunLog<L> upstream) {
        Optional<L> newest =
                position.map(at -> Optional.of(newestSince(consumer, at, upstream)))
                        .orElseGet(upstream::newest);
        RunNumber next = position.map(at -> at.run().next()).orElse(RunNumber.FIRST);
        return newest.filter(log -> log.header().run().compareTo(next) >= 0)
                .map(log -> new Backlog<>(next, log));
    }

    public boolean reaches(RunNumber run) {
        return run.compareTo(newest.header().run()) <= 0;
    }

    private static <L extends QueryLog> L newestSince(
            String consumer, Position at, RunLog<L> upstream) {
        L followed = upstream.at(at.run()).orElseThrow(() -> notReached(consumer, at, upstream));
        RunHeader theirs = followed.header();
        if (!theirs.logId().equals(at.logId()) || !theirs.attempt().equals(at.attempt())) {
            throw foreign(
                    consumer,
                    at,
                    upstream,
                    "holds another run %s than the one that was followed".formatted(at.run()));
        }
        return upstream.newestSince(followed);
    }

    /// The run that was followed is absent.
    private static <L extends QueryLog> TerminalFailure notReached(
            String consumer, Position at, RunLog<L> upstream) {
        Optional<L> newest = upstream.newest();
        if (newest.isEmpty()) {
            return foreign(
                    consumer, at, upstream, "holds no run at all: it was emptied or swapped");
        }
        if (newest.get().header().run().compareTo(at.run()) < 0) {
            return foreign(
                    consumer,
                    at,
                    upstream,
                    "ends at run %s: it was restored to an earlier state or swapped"
                            .formatted(newest.get().header().run()));
        }
        return upstream.removed(at.run());
    }

    private static TerminalFailure foreign(
            String consumer, Position at, RunLog<?> upstream, String finding) {
        return TerminalFailure.world(
                "%s stands at run %s of log %s, but %s %s. Going on would skip or double runs."
                        .formatted(consumer, at.run(), at.logId(), upstream.place(), finding),
                "bring back the former objects; or empty everything downstream as well, the later zone"
                        + " and the warehouse's tables with their ledger `tidemark.load_log`, so that all"
                        + " runs are handled again");
    }
}
