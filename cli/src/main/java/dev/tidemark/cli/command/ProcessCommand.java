package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.process.Wiring;
import dev.tidemark.run.Deadline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark process`: the process stage alone.
@Command(
        name = "process",
        description = "Runs the models over the runs that the ingestion zone holds.",
        footerHeading = "%nExample:%n",
        footer = "  tidemark process totesys")
public final class ProcessCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    public ProcessCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.LAKE)) {
            var progress = Terminal.progress(console, Afterwards.KEEP);
            var processing = Wiring.processing(workplace.environment(), progress);
            console.line(processing.catchUp(Deadline.none()).text());
        }
    }
}
