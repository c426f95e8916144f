package dev.tidemark.cli.plan;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.Forecast;
import dev.tidemark.load.migration.PendingMigrations;
import dev.tidemark.process.inspection.ModelForecast;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the next `tidemark run` would do.
///
/// @param toProcess runs that are ingested and not processed yet
/// @param models of those runs and of the one that would be ingested; none if there is no such run
/// @param toLoad runs that are processed and not loaded yet
/// @param migrations what load would apply first
/// @param lost rows that the warehouse lost and that the run does not bring, with what to type
/// @param problems what would stop it
public record Plan(
        String pipeline,
        Forecast ingest,
        Queue toProcess,
        List<ModelForecast> models,
        Queue toLoad,
        PendingMigrations migrations,
        Optional<String> lost,
        List<TidemarkFailure> problems) {

    public Plan {
        models = List.copyOf(models);
        problems = List.copyOf(problems);
    }

    /// What somebody should know, though it stops nothing.
    public List<String> notices() {
        return Stream.concat(ingest.notices().stream(), lost.stream()).toList();
    }

    /// Whether every stage is up to date.
    public boolean isNothing() {
        return ingest.run().isEmpty()
                && toProcess.runs() == 0
                && toLoad.runs() == 0
                && migrations.areNone();
    }
}
