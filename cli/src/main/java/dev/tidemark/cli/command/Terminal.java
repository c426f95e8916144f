package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.PlainProgress;
import dev.tidemark.cli.project.Project;
import dev.tidemark.progress.Progress;
import picocli.CommandLine.Model.CommandSpec;

/// The console of a command, and the progress that suits it.
final class Terminal {

    private Terminal() {}

    static Console of(CommandSpec spec, Project project) {
        Console system = Console.system(project.process());
        return new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                system.target(),
                system.style(),
                system.columns());
    }

    /// Live on a terminal, a line per table elsewhere.
    static Progress progress(Console console, Afterwards afterwards) {
        return console.isTerminal()
                ? new LiveProgress(console, afterwards)
                : new PlainProgress(console);
    }
}
