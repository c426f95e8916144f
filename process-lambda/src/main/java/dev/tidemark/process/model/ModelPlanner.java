package dev.tidemark.process.model;

import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.ProcessLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides for each model what a run does with it.
///
/// @param previous the run before
/// @param asked models that the run is asked to make whole
public record ModelPlanner(Session session, Optional<ProcessLog> previous, Set<String> asked) {

    public ModelPlanner {
        asked = Set.copyOf(asked);
    }

    /// @param tables all tables of the run
    public ModelPlan plan(Model model, List<SourceTable> tables) {
        List<String> names = tables.stream().map(table -> table.name().table()).distinct().toList();
        Lineage lineage = Lineage.of(model, session, names);
        ModelPlan plan =
                ModelPlan.of(
                        model, lineage, tables, previous.flatMap(log -> log.model(model.name())));
        return asked.contains(model.name()) ? plan.complete() : plan;
    }
}
