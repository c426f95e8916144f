package dev.tidemark.cli.document;

import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.List;

/// Where each stage leaves what it made.
///
/// @param warehouse host, port and database
/// @param schema of the warehouse
public record Places(
        String pipeline, String ingestion, String processed, String warehouse, String schema) {

    public static Places of(Workplace workplace) {
        return new Places(
                workplace.pipeline().name(),
                workplace.ingestionBucket(),
                workplace.processedBucket(),
                workplace.warehouse().place(),
                workplace.pipeline().warehouse().schema());
    }

    /// For people: a line for each stage that was done with a run.
    public Grid grid(Style style, TickReport report) {
        var grid = new Grid("  ", style, "stage", "where it lies");
        for (Stage stage : Stage.values()) {
            if (!report.done(stage).isEmpty()) {
                grid.row(stage.toString(), of(stage, report.done(stage)));
            }
        }
        return grid;
    }

    /// The folder of a run, or that of all runs for several.
    public String of(Stage stage, List<RunNumber> runs) {
        return switch (stage) {
            case INGEST -> folder(ingestion, runs);
            case PROCESS -> folder(processed, runs);
            case LOAD -> "schema %s of %s".formatted(schema, warehouse);
        };
    }

    private String folder(String bucket, List<RunNumber> runs) {
        String run = runs.size() == 1 ? runs.getFirst().padded() + "/" : "";
        return "s3://%s/%s/runs/%s".formatted(bucket, pipeline, run);
    }
}
