package dev.tidemark.cli.check;

import dev.tidemark.cli.console.Text;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.inspection.ExampleInspection;
import dev.tidemark.process.inspection.ModelInspection;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.scratch.ScratchFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at the models over the source's tables and over those of runs that wait, and runs their
/// examples.
record ModelCheck(Pipeline pipeline, Optional<WaitingRuns> waiting, Consumer<Finding> findings) {

    private static final int MEMORY_MEGABYTES = 200;

    /// The models as the next run would make them.
    List<ProcessedModel> models(Optional<List<IngestedTable>> tables) {
        try (var scratch = ScratchFolder.open(Stage.PROCESS);
                Session session = new DuckDb(MEMORY_MEGABYTES, 1).open(scratch.path())) {
            if (tables.isEmpty()) {
                findings.accept(overRunsOnly());
                examples(pipeline.models(), session);
                return List.of();
            }
            List<ProcessedModel> sound = inspect(tables.get(), session);
            examples(
                    sound.stream().flatMap(of -> pipeline.model(of.name()).stream()).toList(),
                    session);
            return sound;
        }
    }

    private Finding overRunsOnly() {
        List<TerminalFailure> refusals = refusals(new Problems());
        return refusals.isEmpty()
                ? Finding.notLookedAt(Area.MODELS, "the source's tables are not known")
                : Finding.of(Area.MODELS, models() + " over runs that wait", List.copyOf(refusals));
    }

    private List<TerminalFailure> refusals(Problems known) {
        return waiting.map(runs -> runs.refusals(pipeline, known.found())).orElse(List.of());
    }

    private String models() {
        return Text.count(pipeline.models().size(), "model", "models");
    }

    private List<ProcessedModel> inspect(List<IngestedTable> tables, Session session) {
        var problems = new Problems();
        List<ProcessedModel> models =
                new ModelInspection(pipeline, session, problems).inspect(tables);
        refusals(problems).forEach(problems::add);
        String said = models() + " over the tables of the source";
        findings.accept(Finding.of(Area.MODELS, said, problems.found()));
        return models;
    }

    /// What is wrong with a model is said once: its example is not run.
    private void examples(List<Model> sound, Session session) {
        var problems = new Problems();
        var examples =
                new ExampleInspection(pipeline.folder().resolve("models"), session, problems);
        List<Model> shown = sound.stream().filter(examples::isThere).toList();
        shown.forEach(examples::inspect);
        String said = Text.count(shown.size(), "model", "models") + " run over their examples";
        int without = sound.size() - shown.size();
        int wrong = pipeline.models().size() - sound.size();
        findings.accept(
                Finding.of(
                        Area.EXAMPLES,
                        said
                                + (without == 0 ? "" : ", %d without one".formatted(without))
                                + (wrong == 0 ? "" : ", %d to be mended first".formatted(wrong)),
                        problems.found()));
    }
}
