package dev.tidemark.load;

import dev.tidemark.failure.Counted;
import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.run.RunNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a look at the processed zone ended when nothing went wrong. Trouble is thrown.
public sealed interface LoadResult {

    /// One sentence for logs and callers.
    default String text() {
        return switch (this) {
            case Loaded(var runs) -> text(runs);
            case NothingNew(var newest) ->
                    newest.map(run -> "nothing new since run " + run).orElse("no run to load yet");
            case OutOfTime(var runs, var next, var since) ->
                    "%s; run %s is next".formatted(text(runs), next);
        };
    }

    private static String text(List<LoadedRun> runs) {
        return "loaded %s: %s changed, %d deleted"
                .formatted(
                        Counted.of(runs.size(), "run", "runs"),
                        Counted.of(runs.stream().mapToLong(LoadedRun::rows).sum(), "row", "rows"),
                        runs.stream().mapToLong(LoadedRun::deleted).sum());
    }

    /// The instant of the source from which on runs wait for the next call; empty if none does.
    default Optional<Instant> waitsSince() {
        return this instanceof OutOfTime out ? Optional.of(out.waitingSince()) : Optional.empty();
    }

    /// The warehouse holds every published run. Runs that another load brought in meanwhile are not
    /// listed.
    record Loaded(List<LoadedRun> runs) implements LoadResult {

        public Loaded {
            runs = List.copyOf(runs);
        }
    }

    /// The warehouse held every published run already.
    ///
    /// @param newest the newest loaded run; empty before the first
    record NothingNew(Optional<RunNumber> newest) implements LoadResult {}

    /// The time did not suffice for all; the rest is for the next call.
    ///
    /// @param waitingSince the instant of the source that run `next` shows
    record OutOfTime(List<LoadedRun> runs, RunNumber next, Instant waitingSince)
            implements LoadResult {

        public OutOfTime {
            runs = List.copyOf(runs);
        }
    }
}
