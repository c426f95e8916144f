package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.PlainProgress;
import dev.tidemark.cli.plan.Plan;
import dev.tidemark.cli.plan.PlanDocument;
import dev.tidemark.cli.plan.PlanReport;
import dev.tidemark.cli.plan.Planning;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark plan`: what the next run would do.
@Command(
        name = "plan",
        description = {
            "Says what the next run would do: rows new, changed and deleted of each table, models that would run, migrations that would be applied, and runs that wait for a stage.",
            "Writes nothing, and keeps nobody waiting: it reads as a run does."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing to do",
            "1:a run would fail",
            "2:a run would be refused: the pipeline's folder, the environment or the command line is wrong",
            "10:there is something to do, and nothing was seen in the way"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tidemark plan totesys", "  tidemark plan totesys --output json"})
public final class PlanCommand implements Callable<Integer> {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    public PlanCommand(Project project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            Terminal.sayWhatIsEmbedded(console, workplace);
            Plan plan = plan(console, workplace);
            if (output.isJson()) {
                console.line(new PlanDocument(plan).json().toPrettyString());
            } else {
                new PlanReport(plan).print(console);
            }
            return exitCode(plan);
        }
    }

    /// What is looked at is shown meanwhile, and leaves no trace in what is printed.
    private Plan plan(Console console, Workplace workplace) {
        if (output.isJson() || !console.isTerminal()) {
            return new Planning(workplace, PlainProgress.ofLongTables(console.besideOutput()))
                    .plan();
        }
        var shown = new LiveProgress(console, Afterwards.ERASE);
        try {
            return new Planning(workplace, shown).plan();
        } finally {
            shown.erase();
        }
    }

    private static int exitCode(Plan plan) {
        if (!plan.problems().isEmpty()) {
            return ExitCode.of(plan.problems());
        }
        return plan.isNothing() ? ExitCode.DONE : ExitCode.SOMETHING_TO_DO;
    }
}
