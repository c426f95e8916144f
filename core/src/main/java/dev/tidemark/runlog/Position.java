package dev.tidemark.runlog;

import dev.tidemark.run.Attempt;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;

/// Where a consumer stands in the run log that it follows.
///
/// @param attempt the attempt that published that run upstream
public record Position(LogId logId, RunNumber run, Attempt attempt) {}
