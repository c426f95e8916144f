package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.LiveProgress;
import dev.tidemark.cli.console.LiveProgress.Afterwards;
import dev.tidemark.cli.console.PlainProgress;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.project.Workplace.Needs;
import dev.tidemark.progress.Progress;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
                system.columns(),
                system.lines());
    }

    /// The workplace of a command that says whom it waits for.
    static Workplace open(Console console, Project project, String pipeline, Needs needs) {
        return Workplace.open(project, pipeline, needs, told(console));
    }

    /// For what somebody has to hear while a command waits.
    static Consumer<String> told(Console console) {
        return text -> console.err().println("tidemark: " + text);
    }

    /// That something stands in for a service is said each time: a name that was forgotten looks the same.
    static void sayWhatIsEmbedded(Console console, Workplace workplace) {
        if (!workplace.embedded().isEmpty()) {
            console.err()
                    .println(
                            "Embedded, because the environment does not name them: "
                                    + workplace.embedded().stream()
                                            .map(part -> part.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", ")));
        }
    }

    /// Live on a terminal, a line per table elsewhere.
    static Progress progress(Console console, Afterwards afterwards) {
        return console.isTerminal()
                ? new LiveProgress(console, afterwards)
                : new PlainProgress(console);
    }
}
