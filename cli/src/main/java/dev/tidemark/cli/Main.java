package dev.tidemark.cli;

import dev.tidemark.cli.command.CheckCommand;
import dev.tidemark.cli.command.CompletionCommand;
import dev.tidemark.cli.command.DemoCommand;
import dev.tidemark.cli.command.DictionaryCommand;
import dev.tidemark.cli.command.IngestCommand;
import dev.tidemark.cli.command.InitCommand;
import dev.tidemark.cli.command.LoadCommand;
import dev.tidemark.cli.command.PlanCommand;
import dev.tidemark.cli.command.ProcessCommand;
import dev.tidemark.cli.command.ReloadCommand;
import dev.tidemark.cli.command.RunCommand;
import dev.tidemark.cli.command.RunsCommand;
import dev.tidemark.cli.command.ServicesCommand;
import dev.tidemark.cli.command.ShowCommand;
import dev.tidemark.cli.command.SkipCommand;
import dev.tidemark.cli.command.StatusCommand;
import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.project.PipelineName;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.report.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `tidemark` command. Parses, calls one use case, prints; decides nothing.
@Command(
        name = "tidemark",
        description = "Keeps a warehouse in step with an operational database.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the message says what to do",
            "2:wrong usage or configuration",
            "3:a check of a model did not hold"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark demo                   see it work, without any database",
            "  tidemark init shop              write a pipeline for a database of yours",
            "  tidemark check shop             all that is in the way of a run",
            "  tidemark run shop --every 10m   keep the warehouse in step",
            "  tidemark run --help             more on a command"
        })
public final class Main implements Runnable {

    /// Picocli refuses less.
    private static final int HELP_COLUMNS_MIN = 55;

    private static final int HELP_COLUMNS_MAX = 100;

    @Spec private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "With a failure, print where in the code it came from.")
    @SuppressWarnings("UnusedVariable") // asked for by name: Failures
    private boolean stacktrace;

    /// `--version` alone is answered without picocli, whose old class format costs each start 0.2 s of verification.
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println(Version.text());
            return;
        }
        System.exit(commandLine(Project.here()).execute(arguments));
    }

    public static CommandLine commandLine(Project project) {
        return withAllExitCodes(
                new CommandLine(new Main())
                        .addSubcommand(new DemoCommand(project))
                        .addSubcommand(new InitCommand(project))
                        .addSubcommand(new RunCommand(project))
                        .addSubcommand(new IngestCommand(project))
                        .addSubcommand(new ProcessCommand(project))
                        .addSubcommand(new LoadCommand(project))
                        .addSubcommand(new CheckCommand(project))
                        .addSubcommand(new PlanCommand(project))
                        .addSubcommand(new StatusCommand(project))
                        .addSubcommand(new RunsCommand(project))
                        .addSubcommand(new ShowCommand(project))
                        .addSubcommand(new SkipCommand(project))
                        .addSubcommand(new ReloadCommand(project))
                        .addSubcommand(new DictionaryCommand(project))
                        .addSubcommand(new ServicesCommand(project))
                        .addSubcommand(new CompletionCommand(project))
                        .registerConverter(PipelineName.class, project::named)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpWidth(helpColumns(project))
                        .setExecutionExceptionHandler(Failures::ofExecution)
                        .setParameterExceptionHandler(Failures::ofParameters));
    }

    /// Subcommands that were added inherit nothing any more: this code is that of one of them.
    private static CommandLine withAllExitCodes(CommandLine root) {
        UsageMessageSpec usage = root.getCommandSpec().usageMessage();
        Map<String, String> codes = new LinkedHashMap<>(usage.exitCodeList());
        codes.put(
                String.valueOf(ExitCode.SOMETHING_TO_DO),
                "only of plan: there is something to do, and nothing was seen in the way");
        usage.exitCodeList(codes);
        return root;
    }

    /// As wide as the terminal, within what can be read.
    private static int helpColumns(Project project) {
        return Math.clamp(
                Console.system(project.process()).columns(), HELP_COLUMNS_MIN, HELP_COLUMNS_MAX);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }
}
