package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.ingest.IngestOptions;
import dev.tidemark.ingest.IngestOptions.Full;
import dev.tidemark.ingest.IngestResult;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.run.Deadline;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tidemark ingest`: the ingest stage alone.
@Command(
        name = "ingest",
        description = "Looks at the source and archives what changed in the ingestion zone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark ingest totesys",
            "  tidemark ingest totesys --full",
            "  tidemark ingest totesys --accept-deletes payment"
        })
public final class IngestCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    @Option(names = "--full", description = "Reads every table whole, whatever changed.")
    private boolean full;

    @Mixin private AcceptDeletesOption acceptDeletes;

    public IngestCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        var options =
                new IngestOptions(
                        full ? new Full.All() : new Full.AsNeeded(),
                        acceptDeletes.tables(),
                        Optional.empty());
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            EmbeddedSource.fillIfEmpty(workplace, console);
            var progress = Terminal.progress(console, Afterwards.KEEP);
            var ingestion = Wiring.ingestion(workplace.environment(), progress);
            console.line(text(ingestion.tick(options, Deadline.none())));
        }
    }

    private static String text(IngestResult result) {
        return switch (result) {
            case IngestResult.Published published ->
                    "published run %s: %s inserted or updated, %s deleted"
                            .formatted(
                                    published.run(),
                                    Text.count(published.rowsUpserted(), "row", "rows"),
                                    Text.count(published.rowsDeleted()));
            case IngestResult.NothingNew(var since) ->
                    since.map(run -> "nothing new since run " + run).orElse("nothing to read");
            case IngestResult.Overtaken(var run) ->
                    "another attempt published run %s; the next tick reads what it lacks"
                            .formatted(run);
        };
    }
}
