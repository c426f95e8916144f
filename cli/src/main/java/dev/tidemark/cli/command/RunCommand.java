package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.document.ErrorDocument;
import dev.tidemark.cli.document.Places;
import dev.tidemark.cli.document.RunDocument;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Stages;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.StageFailures;
import dev.tidemark.cli.report.Tick;
import dev.tidemark.cli.report.TickReport;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.progress.Progress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark run`: a tick through all stages, once or again and again.
@Command(
        name = "run",
        description = "Looks at the source once and carries what is new to the warehouse.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark run totesys",
            "  tidemark run totesys --every 10m",
            "  tidemark run totesys --accept-deletes payment   when the guard rail stopped a run",
            "  tidemark run totesys --output json"
        })
public final class RunCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    @Option(
            names = "--every",
            paramLabel = "INTERVAL",
            description = "Goes on until it is interrupted: 30s, 10m, 1h.")
    private @Nullable String every;

    @Mixin private AcceptDeletesOption acceptDeletes;

    public RunCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        Optional<Duration> interval =
                Optional.ofNullable(every).map(text -> Arguments.duration(spec, text));
        if (interval.isPresent() && !acceptDeletes.tables().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--accept-deletes is for one run: leave --every out");
        }
        Progress shown =
                Terminal.progress(
                        output.isJson() ? console.besideOutput() : console, Afterwards.ERASE);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            Terminal.sayWhatIsEmbedded(console, workplace);
            EmbeddedSource.fillIfEmpty(workplace, console);
            Tick tick = Stages.connect(workplace, shown, acceptDeletes.tables());
            Runnable once = () -> tick.run(report -> print(console, report, workplace));
            if (interval.isEmpty()) {
                once.run();
            } else {
                repeat(console, once, interval.get());
            }
        }
    }

    /// Embedded services end with the last command that uses them.
    private static void sayHowToLookAround(Console console, Workplace workplace) {
        if (!workplace.embedded().isEmpty()) {
            console.line(
                    TypedCommand.in(
                            "To look around in what is embedded:  tidemark services start"));
        }
    }

    /// A passing failure is told and left to the next tick; any other ends the command.
    private void repeat(Console console, Runnable once, Duration interval) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                once.run();
            } catch (TransientFailure e) {
                if (!StageFailures.arePassing(e)) {
                    throw e;
                }
                StageFailures.print(e, console.err());
                console.err().println("  The next tick tries again.");
                if (output.isJson()) {
                    console.line(ErrorDocument.of(e).toString());
                }
            }
            pause(interval);
        }
    }

    private void print(Console console, TickReport report, Workplace workplace) {
        Places places = Places.of(workplace);
        if (output.isJson()) {
            console.line(new RunDocument(places, report).json().toString());
        } else if (report.isEmpty()) {
            console.line(
                    "%s: nothing new, looked for %s"
                            .formatted(pipeline.name(), Text.duration(report.tookInAll())));
        } else {
            report.print(console);
            Text.wrapped(TickReport.LEGEND, console.columns() - 2)
                    .forEach(line -> console.line("  " + console.style().dim(line)));
            if (every == null) {
                places.grid(console.style(), report).print(console);
                sayHowToLookAround(console, workplace);
            }
        }
    }

    private static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
