package dev.tidemark.cli.check;

import dev.tidemark.cli.report.WaitingRun;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.lake.Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The runs that wait for process, each of which it may refuse though the source would pass by now.
///
/// @param zone that `processed` lies in
record WaitingRuns(
        Backlog<IngestLog> backlog,
        RunLog<IngestLog> ingested,
        RunLog<ProcessLog> processed,
        Zone zone) {

    /// What stops a later one is seen once these have passed.
    private static final int RUNS_TRIED_MAX = 10;

    /// What they would be refused for, each said of the first such run.
    ///
    /// @param known what is said anyway
    List<TerminalFailure> refusals(Pipeline pipeline, List<TidemarkFailure> known) {
        Set<String> said = new HashSet<>();
        known.forEach(problem -> said.add(problem.getMessage()));
        List<TerminalFailure> refusals = new ArrayList<>();
        Stream.iterate(backlog.next(), backlog::reaches, RunNumber::next)
                .limit(RUNS_TRIED_MAX)
                .map(run -> new WaitingRun(pipeline, run, ingested, processed, zone))
                .forEach(
                        waiting ->
                                waiting.refusals().stream()
                                        .filter(refusal -> said.add(refusal.getMessage()))
                                        .map(refusal -> in(waiting.run(), refusal))
                                        .forEach(refusals::add));
        return refusals;
    }

    private static TerminalFailure in(RunNumber run, TerminalFailure refusal) {
        return refusal.adding(" (run %s, which waits for process)".formatted(run));
    }
}
