package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.skip.StuckRun;
import dev.tidemark.run.RunNumber;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark skip`: the way out for a run that can never pass.
@Command(
        name = "skip",
        description = {
            "Leaves a run, or some tables of it, out of the stage that it is stuck in. The next"
                    + " ingest reads what was left out in full, so that nothing stays lost. A run"
                    + " that ingest can read after all is published instead."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark skip totesys --run 42 --table payment --reason \"broken dates, see T-17\"",
            "  tidemark skip totesys --run 42 --reason \"the warehouse refuses it\"",
            "  tidemark skip totesys --run 42 --through 47 --reason \"made before the column went\""
        })
public final class SkipCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "N",
            description = "The run that is stuck: the one after the stage's newest.")
    private long run;

    @Option(
            names = "--through",
            paramLabel = "M",
            description = "Leaves out all runs up to this one, which wait for the same stage.")
    private @Nullable Long through;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Only this table of the source. Repeatable. Without it, all tables.")
    private Set<String> tables = new LinkedHashSet<>();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; `tidemark runs` shows it.")
    private String reason;

    public SkipCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        if (reason.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--reason says nothing");
        }
        Console console = Terminal.of(spec, project);
        RunNumber first = Arguments.run(spec, run);
        RunNumber last = last(first);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            StuckRun stuck = StuckRun.find(workplace, first, reason);
            stuck.requireAllUpTo(last);
            for (RunNumber each = first; each.compareTo(last) <= 0; each = each.next()) {
                console.line(StuckRun.find(workplace, each, reason).skip(tables, reason));
            }
            stuck.meanwhile(last).ifPresent(console::line);
        }
    }

    private RunNumber last(RunNumber first) {
        if (through == null) {
            return first;
        }
        RunNumber last = Arguments.run(spec, through);
        if (last.compareTo(first) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--through %s comes before --run %s".formatted(last, first));
        }
        return last;
    }
}
