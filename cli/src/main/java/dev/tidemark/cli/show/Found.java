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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a run says of a table or model, in the zone that knows that name.
///
/// @param description in a sentence, how it came into the run
/// @param files those with its rows
/// @param deletedFiles those with the keys that it lost
public record Found(
        String bucket,
        String title,
        String description,
        long rows,
        List<DataFile> files,
        long deleted,
        List<DataFile> deletedFiles) {

    /// @param name a source table, with or without its schema, or a model
    public static Found in(Workplace workplace, RunNumber run, String name) {
        IngestLog ingested =
                workplace
                        .ingested()
                        .at(run)
                        .orElseThrow(() -> absent(workplace.ingested().place(), run));
        Optional<ProcessLog> processed = workplace.processed().at(run);
        Optional<Found> table =
                ingested.tables().stream()
                        .filter(each -> isNamed(each, name))
                        .findFirst()
                        .map(each -> of(workplace.ingestionBucket(), run, each));
        return table.or(
                        () ->
                                processed
                                        .flatMap(log -> log.model(name))
                                        .map(each -> of(workplace.processedBucket(), run, each)))
                .orElseThrow(() -> unknown(run, name, ingested, processed));
    }

    private static boolean isNamed(IngestedTable table, String name) {
        return table.name().table().equals(name) || table.name().toString().equals(name);
    }

    private static Found of(String bucket, RunNumber run, IngestedTable table) {
        return new Found(
                bucket,
                table.name() + ", run " + run,
                "%s: %s inserted or updated, %s deleted, %s in the source"
                        .formatted(
                                table.mode().name().toLowerCase(Locale.ROOT),
                                Text.count(table.rowsUpserted()),
                                Text.count(table.rowsDeleted()),
                                Text.count(table.rowsInSource())),
                table.rowsUpserted(),
                table.files(),
                table.rowsDeleted(),
                table.deletedFiles());
    }

    private static Found of(String bucket, RunNumber run, ProcessedModel model) {
        return new Found(
                bucket,
                model.name() + ", run " + run,
                "%s: %s, %s deleted"
                        .formatted(
                                model.outcome().name().toLowerCase(Locale.ROOT),
                                Text.count(model.rows(), "row", "rows"),
                                Text.count(model.rowsLeft())),
                model.rows(),
                model.files(),
                model.rowsLeft(),
                model.leftFiles());
    }

    private static TerminalFailure absent(String place, RunNumber run) {
        return TerminalFailure.configuration(
                "%s has no run %s".formatted(place, run), "tidemark runs shows which there are");
    }

    private static TerminalFailure unknown(
            RunNumber run, String name, IngestLog ingested, Optional<ProcessLog> processed) {
        List<String> known = new ArrayList<>();
        ingested.tables().forEach(table -> known.add(table.name().table()));
        processed.ifPresent(log -> log.models().forEach(model -> known.add(model.name())));
        return TerminalFailure.configuration(
                "run %s has no table and no model `%s`".formatted(run, name),
                NearestName.hint(name, known));
    }
}
