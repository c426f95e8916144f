package dev.tidemark.cli.check;

import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Neighbours;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.DraftPipeline;
import dev.tidemark.pipeline.DraftPipeline.Section;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Looks for everything that would stop a run of a pipeline, and writes nothing. What cannot be
/// looked at because of one problem does not keep the rest from being looked at.
public final class PipelineCheck {

    private static final String VARIABLES = "variables of the process and of .env";

    private static final List<Area> AREAS_OF_A_PIPELINE =
            List.of(Area.BUCKETS, Area.SOURCE, Area.MODELS, Area.EXAMPLES, Area.WAREHOUSE);

    private final Project project;
    private final String name;
    private final Consumer<String> told;
    private final List<Finding> findings = new ArrayList<>();

    /// @param told which other command is waited for
    public PipelineCheck(Project project, String name, Consumer<String> told) {
        this.project = project;
        this.name = name;
        this.told = told;
    }

    public CheckReport run() {
        var unset = new Problems();
        Environment environment = project.environment(unset);
        var mistakes = new Problems();
        Optional<DraftPipeline> draft =
                PipelineFolder.draft(pipelines(environment), name, mistakes);
        if (draft.isPresent()) {
            PipelineFolder.reportUnread(pipelines(environment), name, mistakes);
        }
        draft.filter(read -> read.knows(Section.WAREHOUSE))
                .map(read -> sharing(read.pipeline(), pipelines(environment)))
                .ifPresent(shared -> shared.forEach(mistakes::add));
        if (draft.isEmpty() || !unset.found().isEmpty()) {
            add(Area.ENVIRONMENT, VARIABLES, unset);
            add(Area.PIPELINE, "the folder of " + name, mistakes);
            draft.ifPresentOrElse(
                    read -> look(read, environment, Optional.empty()), this::sayWhatIsNotLookedAt);
            return report();
        }
        Pipeline pipeline = draft.get().pipeline();
        var opening = new Problems();
        Optional<Workplace> workplace =
                opening.attempt(
                        () -> Workplace.open(project, pipeline, Workplace.Needs.EVERYTHING, told));
        add(
                Area.ENVIRONMENT,
                VARIABLES + workplace.map(PipelineCheck::embedded).orElse(""),
                opening);
        add(Area.PIPELINE, files(pipeline), mistakes);
        try {
            look(draft.get(), workplace.map(Workplace::environment).orElse(environment), workplace);
        } finally {
            workplace.ifPresent(Workplace::close);
        }
        return report();
    }

    private CheckReport report() {
        return new CheckReport(name, "%1$s is ready:  tidemark run %1$s".formatted(name), findings);
    }

    private Path pipelines(Environment environment) {
        return project.folder()
                .resolve(environment.optional(Environment.PIPELINES).orElse("pipelines"));
    }

    /// A name that was forgotten looks the same as one that was left out on purpose.
    private static String embedded(Workplace workplace) {
        String parts =
                workplace.embedded().stream()
                        .map(part -> part.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "" : "; embedded, because not named: " + parts;
    }

    /// One problem for each pipeline that fills a table of this one.
    private static List<TerminalFailure> sharing(Pipeline pipeline, Path pipelines) {
        String schema = pipeline.warehouse().schema();
        return new Neighbours(pipelines, pipeline.name())
                .filling(schema).stream()
                        .flatMap(other -> shared(pipeline, other).stream())
                        .toList();
    }

    private static Optional<TerminalFailure> shared(Pipeline pipeline, Pipeline other) {
        String schema = pipeline.warehouse().schema();
        return pipeline.models().stream()
                .filter(model -> other.model(model.name()).isPresent())
                .findFirst()
                .map(
                        model ->
                                TerminalFailure.configuration(
                                                "%s/pipeline.yaml, warehouse.schema: pipeline `%s` fills %s.%s too, and each would overwrite the other's rows"
                                                        .formatted(
                                                                pipeline.name(),
                                                                other.name(),
                                                                schema,
                                                                model.name()),
                                                "name another schema in one of the two; pipelines"
                                                        + " for different warehouses belong into"
                                                        + " different folders, which TIDEMARK_PIPELINES"
                                                        + " names")
                                        .at(pipeline.name() + "/pipeline.yaml"));
    }

    private static String files(Pipeline pipeline) {
        return Text.count(pipeline.models().size(), "model", "models");
    }

    private void look(DraftPipeline draft, Environment environment, Optional<Workplace> workplace) {
        Pipeline pipeline = draft.pipeline();
        try (LakeCheck.Lake lake = new LakeCheck(name, environment, this::add).look()) {
            Optional<List<IngestedTable>> tables =
                    workplace.filter(Workplace::hasUnfilledSource).isPresent()
                            ? unfilled()
                            : new SourceCheck(draft, environment, lake.ingested(), this::add)
                                    .tables();
            List<ProcessedModel> models =
                    new ModelCheck(pipeline, lake.waiting(), this::add).models(tables);
            new WarehouseCheck(draft, environment, lake.processed(), lake.asked(), this::add)
                    .look(models);
        }
    }

    private void sayWhatIsNotLookedAt() {
        AREAS_OF_A_PIPELINE.forEach(
                area -> add(Finding.notLookedAt(area, "which pipeline is meant is not known")));
    }

    private Optional<List<IngestedTable>> unfilled() {
        add(Finding.notLookedAt(Area.SOURCE, "it is embedded, and filled by the first run"));
        return Optional.empty();
    }

    private void add(Area area, String said, Problems problems) {
        add(Finding.of(area, said, problems.found()));
    }

    private void add(Finding finding) {
        findings.add(finding);
    }
}
