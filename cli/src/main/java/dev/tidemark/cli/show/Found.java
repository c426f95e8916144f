package dev.tidemark.cli.show;

import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.ShellWord;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a run says of a table or model, in the zone that knows that name.
///
/// @param came how it came into the run, in a word
/// @param rows inserted or updated
/// @param rowsInSource empty for a model
/// @param files those with its rows
/// @param deletedFiles those with the keys that it lost
public record Found(
        String bucket,
        String pipeline,
        RunNumber run,
        String table,
        String came,
        List<TableColumn> columns,
        long rows,
        List<DataFile> files,
        long deleted,
        List<DataFile> deletedFiles,
        Optional<Long> rowsInSource) {

    private static final String MODELS = "models/";

    public Found {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        deletedFiles = List.copyOf(deletedFiles);
    }

    public String title() {
        return "%s, run %s".formatted(table, run);
    }

    /// In a sentence, how it came into the run.
    public String description() {
        return "%s: %s, %s deleted%s"
                .formatted(
                        came,
                        rowsInSource.isPresent()
                                ? Text.count(rows) + " inserted or updated"
                                : Text.count(rows, "row", "rows"),
                        Text.count(deleted),
                        rowsInSource
                                .map(all -> ", %s in the source".formatted(Text.count(all)))
                                .orElse(""));
    }

    /// The folder that its files lie in.
    public String place() {
        return "s3://%s/%s/runs/%s/%s/".formatted(bucket, pipeline, run.padded(), table);
    }

    /// Refuses a name that two have: in a mirror, models are called as their tables are.
    ///
    /// @param name a source table, with or without its schema, or a model, with or without `models/`
    public static Found in(Workplace workplace, RunNumber run, String name) {
        IngestLog ingested = workplace.ingested().at(run).orElseThrow(() -> absent(workplace, run));
        List<ProcessedModel> models =
                workplace.processed().at(run).map(ProcessLog::models).orElse(List.of());
        Map<String, Found> called = new LinkedHashMap<>();
        ingested.tables().stream()
                .filter(table -> table.name().isCalled(name))
                .forEach(table -> called.put(table.name().toString(), of(workplace, run, table)));
        models.stream()
                .filter(model -> model.name().equals(name) || fullName(model).equals(name))
                .forEach(model -> called.put(fullName(model), of(workplace, run, model)));
        if (called.size() > 1) {
            throw ambiguous(workplace, run, name, called.keySet());
        }
        return called.values().stream()
                .findFirst()
                .orElseThrow(() -> unknown(run, name, ingested, models));
    }

    /// As the pipeline's folder names its file.
    private static String fullName(ProcessedModel model) {
        return MODELS + model.name();
    }

    private static Found of(Workplace workplace, RunNumber run, IngestedTable table) {
        return new Found(
                workplace.ingestionBucket(),
                workplace.pipeline().name(),
                run,
                table.name().toString(),
                table.mode().name().toLowerCase(Locale.ROOT),
                table.columns(),
                table.rowsUpserted(),
                table.files(),
                table.rowsDeleted(),
                table.deletedFiles(),
                Optional.of(table.rowsInSource()));
    }

    private static Found of(Workplace workplace, RunNumber run, ProcessedModel model) {
        return new Found(
                workplace.processedBucket(),
                workplace.pipeline().name(),
                run,
                model.name(),
                model.outcome().name().toLowerCase(Locale.ROOT),
                model.columns(),
                model.rows(),
                model.files(),
                model.rowsLeft(),
                model.leftFiles(),
                Optional.empty());
    }

    private static TerminalFailure absent(Workplace workplace, RunNumber run) {
        return TerminalFailure.configuration(
                "%s has no run %s".formatted(workplace.ingested().place(), run),
                "see which there are:  tidemark runs " + workplace.pipeline().name());
    }

    private static TerminalFailure ambiguous(
            Workplace workplace, RunNumber run, String name, Set<String> fullNames) {
        String command = "\n    tidemark show %s %s ".formatted(workplace.pipeline().name(), run);
        return TerminalFailure.configuration(
                "run %s has more than one `%s`".formatted(run, name),
                fullNames.stream()
                        .map(ShellWord::of)
                        .collect(Collectors.joining(command, "say which" + command, "")));
    }

    private static TerminalFailure unknown(
            RunNumber run, String name, IngestLog ingested, List<ProcessedModel> models) {
        List<TableName> tables = ingested.tables().stream().map(IngestedTable::name).toList();
        Set<String> known = new TreeSet<>(TableName.spelledLike(name, tables));
        models.stream()
                .map(model -> name.startsWith(MODELS) ? fullName(model) : model.name())
                .forEach(known::add);
        return TerminalFailure.configuration(
                "run %s has no table and no model `%s`".formatted(run, name),
                NearestName.hint(name, known));
    }
}
