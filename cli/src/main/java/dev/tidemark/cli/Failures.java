package dev.tidemark.cli;

import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.document.ErrorDocument;
import dev.tidemark.cli.report.ExitCode;
import dev.tidemark.cli.report.StageFailures;
import dev.tidemark.failure.TerminalFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns failures into one readable message each on `err`, into a document on `out` for who asked
/// for JSON, and into exit codes.
final class Failures {

    /// The commands that write something.
    private static final Set<String> MOVING =
            Set.of("run", "ingest", "process", "load", "skip", "reload");

    private Failures() {}

    static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
        List<String> words = parsed.expandedArgs();
        PrintWriter err = command.getErr();
        StageFailures.print(e, err);
        if (StageFailures.arePassing(e)) {
            err.println("  This may pass by itself" + assurance(command));
        }
        if (words.contains("--stacktrace")) {
            e.printStackTrace(err);
        }
        err.flush();
        if (asksForJson(words)) {
            print(command, ErrorDocument.of(e).toString());
        }
        return ExitCode.of(e);
    }

    private static String assurance(CommandLine command) {
        return MOVING.contains(command.getCommandName())
                ? ". Running it again is safe: what is done is not done twice."
                : ": try again.";
    }

    static int ofParameters(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        TerminalFailure mistake = Mistake.in(e);
        PrintWriter err = command.getErr();
        StageFailures.print(mistake, err);
        if (lacksCommand(e)) {
            command.usage(err);
        } else {
            String name = command.getCommandSpec().qualifiedName();
            err.println(TypedCommand.in("  See:  %s --help".formatted(name)));
        }
        err.flush();
        if (asksForJson(List.of(arguments))) {
            print(command, ErrorDocument.of(mistake).toString());
        }
        return ExitCode.USAGE_OR_CONFIGURATION;
    }

    /// Which commands there are is what to say then.
    private static boolean lacksCommand(ParameterException e) {
        return e.getClass() == ParameterException.class
                && !e.getCommandLine().getSubcommands().isEmpty();
    }

    /// As it was typed: a command line that cannot be parsed may ask for it too.
    private static boolean asksForJson(List<String> words) {
        String line = String.join(" ", words).toLowerCase(Locale.ROOT);
        return (line + " ").matches(".*--output[= ]json .*");
    }

    private static void print(CommandLine command, String document) {
        command.getOut().println(document);
        command.getOut().flush();
    }
}
