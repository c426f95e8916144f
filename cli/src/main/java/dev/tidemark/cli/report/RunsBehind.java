package dev.tidemark.cli.report;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
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
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.scratch.ScratchFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Why runs wait for a stage, as far as that can be told without trying them: a model that the next
/// one would be refused for is seen over tables without rows, a check that does not hold is not.
///
/// @param loadRefusal what load would say of the runs from one on, if that is known
public record RunsBehind(
        Pipeline pipeline,
        RunHistory history,
        Zone processed,
        Function<RunNumber, Optional<TerminalFailure>> loadRefusal) {

    private static final int MEMORY_MEGABYTES = 200;

    public List<String> remarks(List<Standing> standings) {
        return standings.stream().filter(Standing::isBehind).flatMap(this::remarks).toList();
    }

    private Stream<String> remarks(Standing behind) {
        RunNumber next = behind.run().map(RunNumber::next).orElse(RunNumber.FIRST);
        List<String> refusals =
                switch (behind.stage()) {
                    case INGEST -> List.of();
                    case PROCESS -> refusals(next);
                    case LOAD -> loadRefusals(next);
                };
        return refusals.isEmpty()
                ? Stream.of(
                        "run %s waits for %s".formatted(next, behind.stage()),
                        "  tidemark %s %s  goes on with it, or says why it cannot"
                                .formatted(behind.stage(), pipeline.name()))
                : refusals.stream();
    }

    private List<String> loadRefusals(RunNumber run) {
        return new Problems()
                .attempt(() -> loadRefusal.apply(run)).flatMap(found -> found).stream()
                        .map(TidemarkFailure::getMessage)
                        .toList();
    }

    private List<String> refusals(RunNumber run) {
        var problems = new Problems();
        problems.attempt(() -> forecast(run, problems));
        return problems.found().stream()
                .filter(TerminalFailure.class::isInstance)
                .map(TidemarkFailure::getMessage)
                .map(refusal -> "process refuses run %s: %s".formatted(run, refusal))
                .toList();
    }

    private List<ModelForecast> forecast(RunNumber run, Problems problems) {
        Optional<ProcessLog> previous = history.processed().newest();
        try (var scratch = ScratchFolder.open(Stage.PROCESS);
                Session session = new DuckDb(MEMORY_MEGABYTES, 1).open(scratch.path())) {
            var asked = new Completions(processed, pipeline.name()).asked(previous);
            return new ModelForecasts(pipeline, session, previous, asked, problems)
                    .of(
                            history.ingested().require(run).tables(),
                            new PendingRun(pipeline.name(), run, history.ingested()));
        }
    }
}
