package dev.tidemark.load.leftover;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Position;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The runs that the ledger knows, looked up in the processed zone: their query logs say which
/// columns each of them filled.
final class FormerRuns {

    private final RunLog<ProcessLog> processed;
    private final Position newest;
    private final Map<Long, Optional<ProcessLog>> read = new HashMap<>();

    /// @param newest the newest run that is loaded
    FormerRuns(RunLog<ProcessLog> processed, Position newest) {
        this.processed = processed;
        this.newest = newest;
    }

    /// The last run of which something holds. Some thirty query logs are read of 100,000 runs, so what
    /// held for a few runs long ago may go unseen.
    Optional<ProcessLog> last(Predicate<ProcessLog> holds) {
        long probe = newest.run().value();
        long without = probe + 1;
        for (long step = 1; !holds(probe, holds); step *= 2) {
            if (probe == 1) {
                return Optional.empty();
            }
            without = probe;
            probe = Math.max(1, probe - step);
        }
        return at(lastBetween(probe, without, holds));
    }

    private long lastBetween(long with, long without, Predicate<ProcessLog> holds) {
        long last = with;
        long end = without;
        while (end - last > 1) {
            long middle = (last + end) >>> 1;
            if (holds(middle, holds)) {
                last = middle;
            } else {
                end = middle;
            }
        }
        return last;
    }

    private boolean holds(long run, Predicate<ProcessLog> holds) {
        return at(run).filter(holds).isPresent();
    }

    private Optional<ProcessLog> at(long run) {
        return read.computeIfAbsent(run, this::read);
    }

    /// A query log that expired, or that another log left behind, says nothing of this warehouse; what
    /// is wrong with the zone is said where the zone is looked at.
    private Optional<ProcessLog> read(long run) {
        try {
            return processed
                    .at(new RunNumber(run))
                    .filter(log -> log.header().logId().equals(newest.logId()));
        } catch (TidemarkFailure e) {
            return Optional.empty();
        }
    }
}
