package dev.tidemark.process;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.check.CheckFailure;
import dev.tidemark.process.check.Finding;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.process.model.References;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All models of one run, and the checks on what they made: first those that the calendar follows,
/// then those that read it, then the checks.
final class ModelRun {

    private final Pipeline pipeline;
    private final PendingRun run;
    private final Session session;
    private final Relations relations;
    private final ModelRunner runner;
    private final Map<String, ModelPlan> plans;
    private final Function<String, Optional<ProcessedModel>> former;
    private final Map<String, ModelResult> results = new LinkedHashMap<>();
    private final MadeRows made;
    private final Set<String> heldBack = new HashSet<>();

    /// @param former what the run before said of a model
    ModelRun(
            Pipeline pipeline,
            PendingRun run,
            Session session,
            Relations relations,
            ModelRunner runner,
            List<ModelPlan> plans,
            Function<String, Optional<ProcessedModel>> former) {
        this.pipeline = pipeline;
        this.run = run;
        this.session = session;
        this.relations = relations;
        this.runner = runner;
        this.plans =
                plans.stream()
                        .collect(
                                Collectors.toMap(
                                        plan -> plan.model().name(),
                                        plan -> plan,
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        this.former = former;
        this.made = new MadeRows(session, relations, this::plan, results, former);
    }

    /// The results of the models that ran, by name.
    Map<String, ModelResult> results() {
        plans.values().forEach(this::requireReferences);
        plans.values().stream().filter(plan -> !plan.lineage().readsCalendar()).forEach(this::run);
        boolean grew = widenCalendar();
        plans.values().stream()
                .filter(plan -> plan.lineage().readsCalendar())
                .map(plan -> grew ? plan.withChangedCalendar() : plan)
                .forEach(this::run);
        holdBack();
        check();
        return results;
    }

    /// The models that ran and whose rows have to wait all the same.
    Set<String> heldBack() {
        return Set.copyOf(heldBack);
    }

    /// A model that waits for a full read of a table lacks what the table got meanwhile. Rows that name such a member wait
    /// with it, and all of their model with them: the run after the full read makes it whole.
    private void holdBack() {
        boolean found = true;
        while (found) {
            List<String> names =
                    results.values().stream()
                            .filter(this::namesWhatWaits)
                            .map(result -> result.plan().model().name())
                            .toList();
            heldBack.addAll(names);
            found = results.keySet().removeAll(names);
        }
    }

    private boolean namesWhatWaits(ModelResult result) {
        return result.plan().model().checks().stream()
                .filter(Check.Refers.class::isInstance)
                .map(Check.Refers.class::cast)
                .anyMatch(refers -> heldBack.contains(refers.model()) || lacks(refers, result));
    }

    private boolean lacks(Check.Refers refers, ModelResult result) {
        return plan(refers.model()).decision() == ModelPlan.Decision.SKIPPED
                && made.of(result).refers(refers, made::referred).isPresent();
    }

    private void run(ModelPlan plan) {
        if (plan.runs()) {
            results.put(plan.model().name(), runner.run(plan));
        }
    }

    private boolean widenCalendar() {
        var before = relations.calendar();
        List<Finding> findings = new ArrayList<>();
        for (ModelResult result : results.values()) {
            for (Check check : result.plan().model().checks()) {
                if (check instanceof Check.Refers refers && refersToCalendar(refers)) {
                    widenCalendar(new CalendarDates(session, result, refers.column()), findings);
                }
            }
        }
        stopAt(findings);
        return !relations.calendar().equals(before);
    }

    private void widenCalendar(CalendarDates dates, List<Finding> findings) {
        Optional<Finding> outside = dates.outside(made.of(dates.result()));
        outside.ifPresent(findings::add);
        if (outside.isEmpty()) {
            dates.widen(relations.calendar()).ifPresent(relations::widenCalendar);
        }
    }

    private boolean refersToCalendar(Check.Refers refers) {
        return plan(refers.model()).lineage().readsCalendar();
    }

    private void check() {
        List<Finding> findings = new ArrayList<>();
        for (ModelResult result : results.values()) {
            requireReferredColumns(result.plan().model());
            findings.addAll(made.of(result).findings(made::referred));
        }
        stopAt(findings);
    }

    private void stopAt(List<Finding> findings) {
        if (!findings.isEmpty()) {
            List<String> tables =
                    findings.stream()
                            .flatMap(finding -> plan(finding.model().name()).tables().stream())
                            .map(SourceTable::name)
                            .map(Object::toString)
                            .distinct()
                            .toList();
            throw CheckFailure.of(pipeline.name(), run.run(), findings, tables);
        }
    }

    private ModelPlan plan(String model) {
        return Optional.ofNullable(plans.get(model)).orElseThrow();
    }

    private void requireReferredColumns(Model model) {
        throwFirst(new References(model).unknownColumns(this::columns));
    }

    /// None if the model was skipped from its first run on.
    private List<String> columns(String model) {
        return Optional.ofNullable(results.get(model))
                .map(ModelResult::columns)
                .or(() -> former.apply(model).map(ProcessedModel::columns))
                .orElse(List.of())
                .stream()
                .map(TableColumn::name)
                .toList();
    }

    private void requireReferences(ModelPlan plan) {
        throwFirst(new References(plan.model()).unknownModels(plans.keySet()));
    }

    private static void throwFirst(Stream<TerminalFailure> refusals) {
        refusals.findFirst()
                .ifPresent(
                        refusal -> {
                            throw refusal;
                        });
    }
}
