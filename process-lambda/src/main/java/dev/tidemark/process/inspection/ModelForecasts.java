package dev.tidemark.process.inspection;

import dev.tidemark.failure.Problems;
import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ModelForecast.Outcome;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.ModelPlanner;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.process.state.SourceTable.Change;
import dev.tidemark.process.state.SourceTables;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Plans the models of the next run as process would. Those that it would run are tried over tables
/// that have no row.
///
/// @param previous the newest processed run
/// @param asked models that the run is asked to make whole
/// @param problems hears of each model that the run would refuse
public record ModelForecasts(
        Pipeline pipeline,
        Session session,
        Optional<ProcessLog> previous,
        Set<String> asked,
        Problems problems) {

    public ModelForecasts {
        asked = Set.copyOf(asked);
    }

    /// @param ingested all tables of the run, as its query log would describe them
    public List<ModelForecast> of(List<IngestedTable> ingested) {
        return of(ingested, Optional.empty());
    }

    /// @param run that waits with these tables: what it lacks, a later one may have
    public List<ModelForecast> of(List<IngestedTable> ingested, PendingRun run) {
        return of(ingested, Optional.of(run));
    }

    private List<ModelForecast> of(List<IngestedTable> ingested, Optional<PendingRun> run) {
        Optional<List<SourceTable>> tables =
                problems.attempt(
                        () ->
                                new SourceTables(pipeline.source(), previous, table -> false)
                                        .in(ingested));
        List<ModelPlan> plans = tables.map(this::plans).orElse(List.of());
        var trial = ModelTrial.in(session, run);
        List<ModelPlan> running = plans.stream().filter(ModelPlan::runs).toList();
        Map<String, ProcessedModel> made = new HashMap<>();
        running.forEach(
                plan -> made(plan, trial).ifPresent(model -> made.put(model.name(), model)));
        Set<String> dated =
                running.stream()
                        .flatMap(plan -> referred(plan.model()).stream())
                        .collect(Collectors.toSet());
        return plans.stream().map(plan -> forecast(plan, dated, made)).toList();
    }

    private Optional<ProcessedModel> made(ModelPlan plan, ModelTrial trial) {
        return problems.attempt(() -> trial.columns(plan, problems))
                .flatMap(columns -> columns)
                .map(columns -> ModelInspection.processed(plan.model(), columns));
    }

    private List<ModelPlan> plans(List<SourceTable> tables) {
        var planner = new ModelPlanner(session, previous, asked);
        return pipeline.models().stream()
                .flatMap(model -> problems.attempt(() -> planner.plan(model, tables)).stream())
                .toList();
    }

    private static List<String> referred(Model model) {
        return model.checks().stream()
                .filter(Check.Refers.class::isInstance)
                .map(check -> ((Check.Refers) check).model())
                .toList();
    }

    /// @param dated models that a model refers to which runs: a calendar among them may have to grow
    private ModelForecast forecast(
            ModelPlan plan, Set<String> dated, Map<String, ProcessedModel> made) {
        String name = plan.model().name();
        Outcome outcome =
                switch (plan.decision()) {
                    case COMPLETE -> Outcome.WHOLE;
                    case CHANGED -> Outcome.CHANGED;
                    case SKIPPED -> Outcome.WAITS;
                    case UNCHANGED ->
                            plan.lineage().readsCalendar() && dated.contains(name)
                                    ? Outcome.PERHAPS
                                    : Outcome.UNCHANGED;
                };
        return new ModelForecast(
                name, outcome, because(plan, outcome), Optional.ofNullable(made.get(name)));
    }

    private List<String> because(ModelPlan plan, Outcome outcome) {
        List<String> because = new ArrayList<>();
        if (outcome == Outcome.WHOLE) {
            of(plan.model()).ifPresent(because::add);
        }
        if (outcome == Outcome.PERHAPS) {
            because.add("calendar");
        }
        plan.tables().stream()
                .filter(table -> table.change() != Change.NONE)
                .map(table -> table.name().table())
                .forEach(because::add);
        plan.others().stream().map(table -> table.name().toString()).forEach(because::add);
        return because;
    }

    private Optional<String> of(Model model) {
        Optional<ProcessedModel> former = previous.flatMap(log -> log.model(model.name()));
        if (former.isEmpty()) {
            return Optional.of("new model");
        }
        if (!former.get().definition().equals(model.definition())) {
            return Optional.of("changed model");
        }
        boolean leftOut = former.get().outcome() == ProcessedModel.Outcome.SKIPPED;
        return leftOut || asked.contains(model.name())
                ? Optional.of("left out before")
                : Optional.empty();
    }
}
