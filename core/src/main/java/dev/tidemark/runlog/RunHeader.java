package dev.tidemark.runlog;

import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Optional;

/// What every query log says first.
///
/// @param previous the attempt that published the run before this one; empty for run 1 only
/// @param lastSuccessfulQuery the instant of the source's snapshot
/// @param definition the hash of the pipeline folder that the stage worked by
public record RunHeader(
        String pipeline,
        Stage stage,
        RunNumber run,
        Attempt attempt,
        Optional<Attempt> previous,
        LogId logId,
        Instant startedAt,
        Instant completedAt,
        Instant lastSuccessfulQuery,
        String definition) {

    public RunHeader {
        if (run.isFirst() == previous.isPresent()) {
            throw new IllegalArgumentException("run 1, and only run 1, has no predecessor");
        }
    }
}
