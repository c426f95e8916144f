package dev.tidemark.cli.show;

import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /// @param name a source table, with or without its schema, or a model
    public static Found in(Workplace workplace, RunNumber run, String name) {
        IngestLog ingested = workplace.ingested().at(run).orElseThrow(() -> absent(workplace, run));
        Optional<ProcessLog> processed = workplace.processed().at(run);
        Optional<Found> table =
                ingested.tables().stream()
                        .filter(each -> isNamed(each, name))
                        .findFirst()
                        .map(each -> of(workplace, run, each));
        return table.or(
                        () ->
                                processed
                                        .flatMap(log -> log.model(name))
                                        .map(each -> of(workplace, run, each)))
                .orElseThrow(() -> unknown(run, name, ingested, processed));
    }

    private static boolean isNamed(IngestedTable table, String name) {
        return table.name().table().equals(name) || table.name().toString().equals(name);
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

    private static TerminalFailure unknown(
            RunNumber run, String name, IngestLog ingested, Optional<ProcessLog> processed) {
        List<String> known = new ArrayList<>();
        ingested.tables()
                .forEach(
                        table ->
                                known.add(
                                        name.contains(".")
                                                ? table.name().toString()
                                                : table.name().table()));
        processed.ifPresent(log -> log.models().forEach(model -> known.add(model.name())));
        return TerminalFailure.configuration(
                "run %s has no table and no model `%s`".formatted(run, name),
                NearestName.hint(name, known.stream().distinct().toList()));
    }
}
