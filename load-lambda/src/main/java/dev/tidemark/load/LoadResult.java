package dev.tidemark.load;

import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.run.RunNumber;
import java.util.List;
import java.util.Optional;

/// How a look at the processed zone ended when nothing went wrong. Trouble is thrown.
public sealed interface LoadResult {

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
    record OutOfTime(List<LoadedRun> runs, RunNumber next) implements LoadResult {

        public OutOfTime {
            runs = List.copyOf(runs);
        }
    }
}
