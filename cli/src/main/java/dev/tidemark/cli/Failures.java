package dev.tidemark.cli;

import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.report.StageFailures;
import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns failures into one readable message each on `err`, and into exit codes.
final class Failures {

    static final int FAILED = 1;
    static final int USAGE_OR_CONFIGURATION = 2;
    static final int CHECKS_FAILED = 3;

    /// The commands that write something.
    private static final Set<String> MOVING = Set.of("run", "ingest", "process", "load", "skip");

    private Failures() {}

    static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        StageFailures.of(e)
                .forEach(each -> err.println("tidemark: " + TypedCommand.in(message(each))));
        if (StageFailures.arePassing(e) && MOVING.contains(command.getCommandName())) {
            err.println("  Running it again is safe: what is done is not done twice.");
        }
        if (parsed.expandedArgs().contains("--stacktrace")) {
            e.printStackTrace(err);
        }
        err.flush();
        return exitCode(e);
    }

    static int exitCode(Exception e) {
        return switch (e) {
            case TerminalFailure terminal ->
                    switch (terminal.kind()) {
                        case WORLD -> FAILED;
                        case CONFIGURATION -> USAGE_OR_CONFIGURATION;
                        case CHECK -> CHECKS_FAILED;
                    };
            default -> FAILED;
        };
    }

    /// The text of an unexpected exception is kept back: it may quote a row.
    private static String message(Exception e) {
        return switch (e) {
            case TidemarkFailure failure -> String.valueOf(failure.getMessage());
            default ->
                    "a defect: "
                            + e.getClass().getName()
                            + "\n  To fix: run it again with --stacktrace and report what it prints";
        };
    }

    static int ofParameters(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("tidemark: " + e.getMessage());
        hint(e, command).ifPresent(hint -> err.println("  To fix: " + hint));
        if (command.getParent() == null && !(e instanceof UnmatchedArgumentException)) {
            command.usage(err);
        } else {
            err.println("  See: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        }
        err.flush();
        return USAGE_OR_CONFIGURATION;
    }

    private static java.util.Optional<String> hint(ParameterException e, CommandLine command) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return java.util.Optional.empty();
        }
        String word = unmatched.getUnmatched().getFirst();
        List<String> known = new ArrayList<>();
        if (word.startsWith("-")) {
            known.addAll(command.getCommandSpec().optionsMap().keySet());
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        return known.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(NearestName.hint(word, known));
    }
}
