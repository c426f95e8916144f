package dev.tidemark.cli.report;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.load.loss.LossInspection;
import dev.tidemark.load.loss.TableMemory;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Rows that the warehouse lost and that no run is asked for yet.
public record LostRows(Pipeline pipeline, RunHistory history, Supplier<Database> warehouse) {

    /// What was lost and what to type. A warehouse that gives no answer is said to be unknown anyway.
    ///
    /// @param asked the models of which all rows come with the next run
    public Optional<String> notice(Set<String> asked) {
        try {
            var inspection = new LossInspection(warehouse.get(), TableMemory.of(pipeline));
            return history.processed()
                    .newest()
                    .flatMap(newest -> inspection.losses(newest).beside(asked).notice());
        } catch (TidemarkFailure e) {
            return Optional.empty();
        }
    }
}
