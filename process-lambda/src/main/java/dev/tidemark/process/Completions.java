package dev.tidemark.process;

import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.CompletionRequest;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Looks which models the next run is asked to make all rows of, because the warehouse missed some.
public record Completions(Zone processed, String pipeline) {

    /// Those named beside the newest run, and those beside the one before it that were named too late
    /// for the newest run to see.
    public Set<String> asked(Optional<ProcessLog> newest) {
        Set<String> asked = new LinkedHashSet<>();
        newest.ifPresent(
                log -> {
                    RunNumber run = log.header().run();
                    asked.addAll(beside(run));
                    if (!run.isFirst()) {
                        beside(run.previous()).stream()
                                .filter(model -> !wasMadeWhole(log, model))
                                .forEach(asked::add);
                    }
                });
        return asked;
    }

    private Set<String> beside(RunNumber run) {
        return CompletionRequest.modelsBeside(run, processed, pipeline);
    }

    private static boolean wasMadeWhole(ProcessLog log, String model) {
        return log.model(model)
                .filter(made -> made.outcome() == Outcome.RAN && made.complete())
                .isPresent();
    }
}
