package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.Optional;
import java.util.Set;

/// A run that a stage cannot pass, and how that stage leaves it out.
public interface StuckRun {

    /// Leaves it out and says so.
    ///
    /// @param tables source tables, as `table` or `schema.table`; empty for all of them
    String skip(Set<String> tables, String reason);

    /// The newest run that waits for the same stage.
    RunNumber newest();

    /// What becomes of the runs after the last that is left out, which wait already; empty if none does.
    default Optional<String> meanwhile(RunNumber last) {
        return Optional.empty();
    }

    /// Refuses to go on to a run that does not wait for the same stage.
    default void requireAllUpTo(RunNumber last) {
        if (last.compareTo(newest()) > 0) {
            throw TerminalFailure.configuration(
                    "not all runs up to %s wait for the stage that the first is stuck in: its newest is run %s"
                            .formatted(last, newest()),
                    "go no further than  --through " + newest());
        }
    }

    /// The stage that the run is stuck in is the one whose next run it is; the last such stage, for
    /// what comes before it has passed.
    ///
    /// @param reason by which a command that is typed twice is known
    static StuckRun find(Workplace workplace, RunNumber run, String reason) {
        var history = workplace.history();
        RunNumber toLoad = next(history.newestLoaded());
        RunNumber toProcess = next(history.newestProcessed());
        RunNumber toIngest = next(history.newestIngested());
        if (run.equals(toLoad) && toLoad.compareTo(toProcess) < 0) {
            return history.processed().require(run).skipped().equals(Optional.of(reason))
                    ? new LeftOutBefore(Stage.PROCESS, Stage.LOAD, run, toIngest.previous())
                    : new StuckInLoad(workplace, run, toProcess.previous());
        }
        if (run.equals(toProcess) && toProcess.compareTo(toIngest) < 0) {
            return history.ingested().require(run).skipped().equals(Optional.of(reason))
                    ? new LeftOutBefore(Stage.INGEST, Stage.PROCESS, run, toIngest.previous())
                    : new StuckInProcess(workplace, run, toIngest.previous());
        }
        if (run.equals(toIngest)) {
            return new StuckInIngest(workplace, run);
        }
        throw TerminalFailure.configuration(
                "run %s is stuck nowhere: ingest goes on with run %s, process with %s, load with %s"
                        .formatted(run, toIngest, toProcess, toLoad),
                "name the run that a stage goes on with");
    }

    /// @param newest of the runs that wait already
    static Optional<String> without(RunNumber last, RunNumber newest) {
        if (newest.compareTo(last) <= 0) {
            return Optional.empty();
        }
        String waiting =
                newest.equals(last.next())
                        ? "run %s, which waits already, goes".formatted(newest)
                        : "runs %s to %s, which wait already, go".formatted(last.next(), newest);
        return Optional.of(
                "%s on without them: the first with them is run %s"
                        .formatted(waiting, newest.next()));
    }

    private static RunNumber next(Optional<RunNumber> newest) {
        return newest.map(RunNumber::next).orElse(RunNumber.FIRST);
    }
}
