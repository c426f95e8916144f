package dev.tidemark.process.model;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.scratch.ScratchFolder;
import java.util.Optional;

/// Says what is wrong with a model, in words for whoever wrote it.
public final class ModelRefusal {

    /// Whatever runs a model's SQL puts it on lines of its own, behind one line.
    private static final int LINES_BEFORE = 1;

    private ModelRefusal() {}

    public static TerminalFailure of(Model model, String finding, String fix) {
        return TerminalFailure.configuration(model.file() + " " + finding, fix).at(place(model, 1));
    }

    /// @param named what the SELECT says wrongly
    static TerminalFailure inSelect(Model model, String named, String finding, String fix) {
        return of(model, finding, fix).at(model.placeInSelect(named));
    }

    /// @param named what the head says wrongly
    static TerminalFailure inHead(Model model, String named, String finding, String fix) {
        return of(model, finding, fix).at(model.placeInHead(named));
    }

    static TerminalFailure syntax(Model model, String said, int position) {
        String before = model.sql().substring(0, Math.min(position, model.sql().length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String text = model.sql().lines().skip(line - 1L).findFirst().orElse("").strip();
        return of(
                        model,
                        "has a %s (line %d of its SELECT: `%s`)".formatted(said, line, text),
                        "correct the SQL")
                .at(place(model, line));
    }

    private static String place(Model model, int lineOfSelect) {
        return model.file() + ":" + (model.sqlLine() + lineOfSelect - 1);
    }

    public static TidemarkFailure engine(ModelPlan plan, EngineFailure failure, PendingRun run) {
        return engine(plan, failure, Optional.of(run));
    }

    /// @param run none where models are looked at without a run
    public static TidemarkFailure engine(
            ModelPlan plan, EngineFailure failure, Optional<PendingRun> run) {
        return failure.kind() == EngineFailure.Kind.STATEMENT
                ? statement(plan, failure, run)
                : engine(plan.model().file(), failure);
    }

    /// @param what the engine was working on
    public static TidemarkFailure engine(String what, EngineFailure failure) {
        return switch (failure.kind()) {
            case VALUE ->
                    TerminalFailure.world(
                            what
                                    + " meets a value that it cannot compute with"
                                    + place(failure)
                                    + ". The value is not shown.",
                            "correct the source, or let the model expect such values (try_cast),"
                                    + " and process again");
            case MEMORY ->
                    TerminalFailure.configuration(
                            what + " needs more memory than the engine may use",
                            "give the function more memory, or read less in the model");
            case DISK ->
                    new TransientFailure(
                            what + " could not be finished: the temporary folder failed or is full",
                            ScratchFolder.MORE_ROOM);
            case STATEMENT, OTHER ->
                    TerminalFailure.world(
                            what + " could not be finished: the engine failed" + place(failure),
                            "simplify the model's SQL there, and process again");
        };
    }

    private static TerminalFailure statement(
            ModelPlan plan, EngineFailure failure, Optional<PendingRun> run) {
        TerminalFailure refusal = refusal(plan, failure, run);
        return failure.place()
                .map(at -> place(plan.model(), at.line() - LINES_BEFORE))
                .or(
                        () ->
                                failure.unknownColumn()
                                        .map(column -> plan.model().placeInSelect(column.name())))
                .map(refusal::at)
                .orElse(refusal);
    }

    private static TerminalFailure refusal(
            ModelPlan plan, EngineFailure failure, Optional<PendingRun> run) {
        return failure.unknownColumn()
                .map(column -> new UnknownColumn(plan, column, place(failure), run).refusal())
                .orElseGet(
                        () ->
                                of(
                                        plan.model(),
                                        "is refused by the engine%s: %s"
                                                .formatted(place(failure), failure.said()),
                                        "correct the SQL"));
    }

    private static String place(EngineFailure failure) {
        return failure.place()
                .map(
                        at ->
                                " (line %d of its SELECT: `%s`)"
                                        .formatted(at.line() - LINES_BEFORE, at.text()))
                .orElse("");
    }
}
