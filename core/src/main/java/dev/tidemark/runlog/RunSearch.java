package dev.tidemark.runlog;

import dev.tidemark.run.RunNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One search for the newest run of a log. Where few runs are left, they are read rather than looked at: then the newest is at
/// hand in most cases, and in every second one that before it.
///
/// @param <L> what the query logs say
final class RunSearch<L extends QueryLog> {

    private static final int READ_MAX = 16;

    private final RunLog<L> log;
    private final Map<Long, L> read = new HashMap<>();

    RunSearch(RunLog<L> log) {
        this.log = log;
    }

    /// Empty where run 1 is absent.
    Optional<L> newest() {
        long last = new LastRun(this::finds).ofAll();
        return last == 0 ? Optional.empty() : Optional.of(chained(last));
    }

    /// The newest run, from two that are known and probably near.
    L newestFrom(L followed, L next) {
        keep(followed);
        keep(next);
        return chained(new LastRun(this::finds).from(next.header().run().value()));
    }

    private boolean finds(long run, long left) {
        if (left > READ_MAX) {
            return log.holds(new RunNumber(run));
        }
        Optional<L> found = log.at(new RunNumber(run));
        found.ifPresent(this::keep);
        return found.isPresent();
    }

    private void keep(L one) {
        read.put(one.header().run().value(), one);
    }

    private L chained(long run) {
        L newest = atHand(run);
        if (run > 1) {
            log.requireChain(atHand(run - 1), newest);
        }
        return newest;
    }

    private L atHand(long run) {
        L one = read.get(run);
        return one == null ? log.require(new RunNumber(run)) : one;
    }
}
