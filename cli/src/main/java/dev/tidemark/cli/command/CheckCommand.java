package dev.tidemark.cli.command;

import dev.tidemark.cli.check.CheckReport;
import dev.tidemark.cli.check.PipelineCheck;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark check`: everything that would stop a run, before one.
@Command(
        name = "check",
        description = {
            "Looks for everything that would stop a run: in the pipeline's folder, the environment, the source, the models and their examples, the warehouse and the buckets.",
            "Says every problem at once, with its place and what to type. Writes nothing; pending migrations are tried and rolled back.",
            "With --aws it looks at what Terraform deployed instead: functions, rights, secrets, buckets, schedule, alarms and their mails."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is in the way of a run",
            "1:a run would fail, or something of the deployment is wrong",
            "2:a run would be refused: the pipeline's folder, the environment or the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark check totesys",
            "  tidemark check totesys --output json",
            "  tidemark check totesys --aws --environment prod --region eu-central-1"
        })
public final class CheckCommand implements Callable<Integer> {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;
    @Mixin private DeploymentOptions deployment;

    public CheckCommand(Project project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        Console console = Terminal.of(spec, project);
        CheckReport report =
                deployment.areGiven(spec)
                        ? deployment.look(project, pipeline.name())
                        : ofARun(console);
        if (output.isJson()) {
            console.line(report.json());
        } else {
            report.print(console);
        }
        return report.isFine() ? ExitCode.DONE : ExitCode.of(report.problems());
    }

    private CheckReport ofARun(Console console) {
        return new PipelineCheck(project, pipeline.name(), Terminal.told(console)).run();
    }
}
