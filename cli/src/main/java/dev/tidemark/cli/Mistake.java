package dev.tidemark.cli;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in the words of our other failures.
final class Mistake {

    private Mistake() {}

    static TerminalFailure in(ParameterException e) {
        CommandLine command = e.getCommandLine();
        return switch (e) {
            case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
                    unknown(command, unmatched.getUnmatched().getFirst());
            case MissingParameterException missing -> missing(command, missing.getMissing());
            case OverwrittenOptionException twice -> twice(command, twice.getOverwritten());
            case ParameterException misfit when e.getArgSpec() != null && e.getValue() != null ->
                    misfit(misfit);
            default -> TerminalFailure.configuration(String.valueOf(e.getMessage()), "");
        };
    }

    private static TerminalFailure unknown(CommandLine command, String word) {
        String name = command.getCommandSpec().qualifiedName();
        if (word.startsWith("-")) {
            Collection<String> options = command.getCommandSpec().optionsMap().keySet();
            return TerminalFailure.configuration(
                    "`%s` has no option `%s`".formatted(name, word),
                    NearestName.hint(word, options));
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? TerminalFailure.configuration(
                        "`%s` has no use for `%s`".formatted(name, word), "leave it out")
                : TerminalFailure.configuration(
                        "`%s` has no command `%s`".formatted(name, word),
                        NearestName.hint(word, commands));
    }

    private static TerminalFailure twice(CommandLine command, ArgSpec overwritten) {
        return TerminalFailure.configuration(
                "`%s` has %s twice"
                        .formatted(command.getCommandSpec().qualifiedName(), label(overwritten)),
                "leave one of the two out");
    }

    private static TerminalFailure missing(CommandLine command, List<ArgSpec> missing) {
        if (missing.getFirst() instanceof OptionSpec option && !option.required()) {
            return TerminalFailure.configuration(
                    option.longestName() + " lacks its value",
                    "%s %s: %s".formatted(label(option), option.paramLabel(), meaning(option)));
        }
        String labels = missing.stream().map(Mistake::label).collect(Collectors.joining(" and "));
        String meanings =
                missing.stream()
                        .map(each -> label(each) + ": " + meaning(each))
                        .collect(Collectors.joining("\n          "));
        return TerminalFailure.configuration(
                "`%s` lacks %s".formatted(command.getCommandSpec().qualifiedName(), labels),
                meanings);
    }

    private static String meaning(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    /// A value that is not of the option's type.
    private static TerminalFailure misfit(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        return TerminalFailure.configuration(
                "%s cannot be `%s`".formatted(label(argument), e.getValue()), wanted(argument, e));
    }

    private static String wanted(ArgSpec argument, ParameterException e) {
        if (argument.type().isEnum()) {
            List<String> known = new ArrayList<>();
            argument.completionCandidates().forEach(known::add);
            return NearestName.hint(String.valueOf(e.getValue()), known);
        }
        return "write a whole number";
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
