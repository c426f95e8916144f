package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.demo.Demo;
import dev.tidemark.cli.project.Project;
import dev.tidemark.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark demo`: everything at work, on a source that lives.
@Command(
        name = "demo",
        description = {
            "Starts an embedded source, warehouse and S3, and follows three business days of a"
                    + " trader in tote bags. Needs nothing; touches nothing of yours."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark demo",
            "  tidemark demo --keep             then look around with psql",
            "  tidemark demo --orders 1000000   a larger source"
        })
public final class DemoCommand implements Runnable {

    private static final int ORDERS_MAX = 20_000_000;

    private final Project project;
    @Spec private CommandSpec spec;

    @Option(names = "--keep", description = "Leaves the services running when the demo ends.")
    private boolean keep;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Sales orders in the source; 10000 by default.")
    private int orders;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Another seed, other data; 42 by default.")
    private long seed;

    public DemoCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        if (orders < 1 || orders > ORDERS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--orders is from 1 to %,d".formatted(ORDERS_MAX));
        }
        Console console = Terminal.of(spec, project);
        Progress progress =
                console.isTerminal()
                        ? new LiveProgress(console, Afterwards.ERASE)
                        : Progress.SILENT;
        new Demo(project, console, progress, orders, seed)
                .play(keep ? Demo.Ending.KEEP : Demo.Ending.REMOVE);
    }
}
