package dev.tidemark.process;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Key;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.ModelPlanner;
import dev.tidemark.process.model.PendingRun;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.state.CurrentState;
import dev.tidemark.process.state.Delta;
import dev.tidemark.process.state.LayeredState;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.process.state.SourceTables;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Attempt;
import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One try at processing one run: brings what it needs, runs the models, and uploads what they
/// made. Publishing is left to the caller.
final class RunAttempt {

    /// Header fields are known to the stage; this is what the attempt adds.
    record Made(
            Optional<CalendarRange> calendar,
            List<StateTable> state,
            List<ProcessedModel> models) {}

    private final Pipeline pipeline;
    private final Attempt attempt;
    private final IngestLog upstream;
    private final Optional<ProcessLog> previous;
    private final Skip skip;
    private final Session session;
    private final WorkFolder work;
    private final Progress progress;
    private final Outbox outbox;
    private final Delta delta;
    private final CurrentState state;
    private final Completions completions;
    private final PendingRun run;

    RunAttempt(
            Pipeline pipeline,
            Attempt attempt,
            IngestLog upstream,
            Optional<ProcessLog> previous,
            Skip skip,
            Zones zones,
            Session session,
            WorkFolder work,
            Progress progress) {
        this.pipeline = pipeline;
        this.attempt = attempt;
        this.upstream = upstream;
        this.previous = previous;
        this.skip = skip;
        this.session = session;
        this.work = work;
        this.progress = progress;
        this.outbox = new Outbox(zones.processed(), work);
        this.run =
                new PendingRun(
                        pipeline.name(),
                        upstream.header().run(),
                        RunLog.ingested(zones.ingestion(), pipeline.name()));
        this.completions = new Completions(zones.processed(), pipeline.name());
        this.delta = new Delta(new DataFiles(zones.ingestion()), work);
        this.state =
                new LayeredState(
                        session, work, new DataFiles(zones.processed()), delta, this::stateFiles);
    }

    Made make() {
        List<SourceTable> tables =
                new SourceTables(pipeline.source(), previous, skip::covers).in(upstream.tables());
        return skip instanceof Skip.Everything ? made(tables) : made(tables, plans(tables));
    }

    /// Nothing but the notes that everything waits for a full read. Models are not even looked at: a
    /// model may be what makes the run impossible.
    private Made made(List<SourceTable> tables) {
        return new Made(
                previous.flatMap(ProcessLog::calendar),
                tables.stream().map(state::after).toList(),
                previous.map(ProcessLog::models).orElse(List.of()).stream()
                        .map(RunAttempt::skipped)
                        .toList());
    }

    private Made made(List<SourceTable> tables, List<ModelPlan> plans) {
        Map<TableName, StateTable> after = new LinkedHashMap<>();
        tables.forEach(table -> after.put(table.name(), state.after(table)));
        var relations =
                new Relations(session, state, delta, after, previous.flatMap(ProcessLog::calendar));
        var runner = new ModelRunner(session, work, relations, run, progress);
        plans.stream().filter(ModelPlan::runs).forEach(runner::foresee);
        var modelRun = new ModelRun(pipeline, run, session, relations, runner, plans, this::former);
        var results = modelRun.results();
        List<ProcessedModel> models =
                plans.stream()
                        .map(
                                plan ->
                                        Optional.ofNullable(results.get(plan.model().name()))
                                                .map(this::ran)
                                                .orElseGet(
                                                        () ->
                                                                rested(
                                                                        plan,
                                                                        outcome(plan, modelRun))))
                        .toList();
        outbox.send();
        return new Made(relations.calendar(), List.copyOf(after.values()), models);
    }

    private List<ModelPlan> plans(List<SourceTable> tables) {
        var planner = new ModelPlanner(session, previous, completions.asked(previous));
        return pipeline.models().stream().map(model -> planner.plan(model, tables)).toList();
    }

    private Optional<ProcessedModel> former(String model) {
        return previous.flatMap(log -> log.model(model));
    }

    private ProcessedModel ran(ModelResult result) {
        Model model = result.plan().model();
        return new ProcessedModel(
                model.name(),
                model.kind(),
                model.history(),
                Outcome.RAN,
                model.definition(),
                reads(result.plan()),
                model.key(),
                result.columns(),
                result.isComplete(),
                ModelResult.count(result.rows()),
                ModelResult.count(result.left()),
                modelFiles(model, "", result.rows()),
                modelFiles(model, "left-", result.left()));
    }

    private static Outcome outcome(ModelPlan plan, ModelRun run) {
        return plan.decision() == ModelPlan.Decision.SKIPPED
                        || run.heldBack().contains(plan.model().name())
                ? Outcome.SKIPPED
                : Outcome.UNCHANGED;
    }

    private ProcessedModel rested(ModelPlan plan, Outcome outcome) {
        Model model = plan.model();
        return new ProcessedModel(
                model.name(),
                model.kind(),
                model.history(),
                outcome,
                model.definition(),
                reads(plan),
                model.key(),
                former(model.name()).map(ProcessedModel::columns).orElse(List.of()),
                false,
                0,
                0,
                List.of(),
                List.of());
    }

    private static ProcessedModel skipped(ProcessedModel former) {
        return new ProcessedModel(
                former.name(),
                former.kind(),
                former.history(),
                Outcome.SKIPPED,
                former.definition(),
                former.reads(),
                former.key(),
                former.columns(),
                false,
                0,
                0,
                List.of(),
                List.of());
    }

    private static List<String> reads(ModelPlan plan) {
        return plan.lineage().reads().stream().map(Relation::toString).toList();
    }

    private List<DataFile> modelFiles(Model model, String infix, List<LocalFile> files) {
        RunHeader header = upstream.header();
        Key folder =
                Key.of(pipeline.name(), "runs", header.run().padded(), Key.encode(model.name()));
        return outbox.add(folder + "/" + attempt + "-" + infix, files);
    }

    private List<DataFile> stateFiles(TableName table, String infix, List<LocalFile> files) {
        String run = upstream.header().run().padded();
        Key folder = Key.of(pipeline.name(), "state", table.keyPart());
        return outbox.add(folder + "/" + run + "-" + attempt + "-" + infix, files);
    }
}
