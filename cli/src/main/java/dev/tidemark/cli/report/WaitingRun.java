package dev.tidemark.cli.report;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.Completions;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ModelForecast;
import dev.tidemark.process.inspection.ModelForecasts;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.scratch.ScratchFolder;
import java.util.List;
import java.util.Optional;

/// A run that waits for process: a model that it would be refused for is seen over tables without
/// rows, a check that does not hold is not.
///
/// @param zone that `processed` lies in
public record WaitingRun(
        Pipeline pipeline,
        RunNumber run,
        RunLog<IngestLog> ingested,
        RunLog<ProcessLog> processed,
        Zone zone) {

    private static final int MEMORY_MEGABYTES = 200;

    /// What process would refuse it for.
    public List<TerminalFailure> refusals() {
        var problems = new Problems();
        problems.attempt(() -> forecast(problems));
        return problems.found().stream()
                .filter(TerminalFailure.class::isInstance)
                .map(TerminalFailure.class::cast)
                .toList();
    }

    private List<ModelForecast> forecast(Problems problems) {
        Optional<ProcessLog> previous = processed.newest();
        try (var scratch = ScratchFolder.open(Stage.PROCESS);
                Session session = new DuckDb(MEMORY_MEGABYTES, 1).open(scratch.path())) {
            var asked = new Completions(zone, pipeline.name()).asked(previous);
            return new ModelForecasts(pipeline, session, previous, asked, problems)
                    .of(
                            ingested.require(run).tables(),
                            new PendingRun(pipeline.name(), run, ingested));
        }
    }
}
