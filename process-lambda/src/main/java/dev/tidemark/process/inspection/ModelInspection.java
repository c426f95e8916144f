package dev.tidemark.process.inspection;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.model.Lineage;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.References;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import dev.tidemark.runlog.TableColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks at all models as a run would, over tables of the source that have no row.
///
/// @param problems hears of everything that a run would refuse
public record ModelInspection(Pipeline pipeline, Session session, Problems problems) {

    /// The models in which nothing is wrong, with the columns that they make, in the form that a first
    /// run would give them.
    ///
    /// @param ingested the tables that the pipeline follows, as the source describes them
    public List<ProcessedModel> inspect(List<IngestedTable> ingested) {
        List<SourceTable> tables = ingested.stream().map(this::table).toList();
        var trial = ModelTrial.in(session, Optional.empty());
        Map<String, List<TableColumn>> columns = new LinkedHashMap<>();
        for (Model model : pipeline.models()) {
            problems.attempt(() -> columns(model, tables, trial))
                    .flatMap(made -> made)
                    .ifPresent(made -> columns.put(model.name(), made));
        }
        pipeline.models().forEach(model -> references(model, columns));
        return pipeline.models().stream()
                .filter(model -> columns.containsKey(model.name()))
                .map(model -> processed(model, columns.getOrDefault(model.name(), List.of())))
                .toList();
    }

    private SourceTable table(IngestedTable table) {
        Set<String> privates =
                pipeline.source().privateColumns(table.name().schema(), table.name().table());
        table.key().stream()
                .filter(privates::contains)
                .map(column -> privateKey(table, column))
                .forEach(problems::add);
        return new SourceTable(
                table.name(),
                SourceTable.Presence.FOLLOWED,
                table.columns().stream().filter(c -> !privates.contains(c.name())).toList(),
                table.key(),
                privates,
                SourceTable.Change.WHOLE,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private TerminalFailure privateKey(IngestedTable table, String column) {
        String file = pipeline.name() + "/pipeline.yaml";
        SourceSettings settings = pipeline.source();
        return TerminalFailure.configuration(
                        "%s, source.private names `%s`, a part of the key of %s: without it no row could be followed"
                                .formatted(file, column, table.name()),
                        "take it from the list, or exclude the table")
                .at(
                        settings.places()
                                .getOrDefault(
                                        "private/" + table.name().table() + "/" + column, file));
    }

    private Optional<List<TableColumn>> columns(
            Model model, List<SourceTable> tables, ModelTrial trial) {
        List<String> names = tables.stream().map(table -> table.name().table()).distinct().toList();
        Lineage lineage = Lineage.of(model, session, names);
        ModelPlan plan = ModelPlan.of(model, lineage, tables, Optional.empty());
        return trial.columns(plan, problems);
    }

    private void references(Model model, Map<String, List<TableColumn>> columns) {
        var references = new References(model);
        List<String> models =
                Stream.concat(
                                pipeline.models().stream().map(Model::name),
                                PipelineFolder.modelNames(pipeline.folder()).stream())
                        .distinct()
                        .toList();
        references.unknownModels(models).forEach(problems::add);
        references
                .unknownColumns(
                        name ->
                                columns.getOrDefault(name, List.of()).stream()
                                        .map(TableColumn::name)
                                        .toList())
                .forEach(problems::add);
    }

    /// A model that ran, in which nothing is known of the rows.
    static ProcessedModel processed(Model model, List<TableColumn> columns) {
        return new ProcessedModel(
                model.name(),
                model.kind(),
                model.history(),
                Outcome.RAN,
                model.definition(),
                List.of(),
                model.key(),
                columns,
                true,
                0,
                0,
                List.of(),
                List.of());
    }
}
