package dev.tidemark.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The completion for fish, which cannot read the script of bash.
///
/// @param listing the shell's words that list the pipelines in `$folder`
record FishScript(CommandLine tidemark, Path pipelines, String listing) {

    String text() {
        List<String> lines = new ArrayList<>();
        tidemark.getSubcommands().forEach((name, command) -> add(lines, name, command));
        return head()
                + lines.stream()
                        .map(line -> "complete -c tidemark -n " + line)
                        .collect(Collectors.joining("\n"));
    }

    private String head() {
        return """
        # Completes the words of tidemark, in fish. Made by: tidemark completion fish

        function __tidemark_pipelines
          set -l folder %s
          set -q TIDEMARK_PIPELINES; and set folder $TIDEMARK_PIPELINES
          %s
        end

        complete -c tidemark -f
        """
                .formatted(quoted(pipelines.toString()), listing);
    }

    private static void add(List<String> lines, String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        lines.add(
                "__fish_use_subcommand -a %s -d %s"
                        .formatted(name, quoted(sentence(spec.usageMessage().description()))));
        String within = quoted("__fish_seen_subcommand_from " + name);
        command.getSubcommands().keySet().forEach(each -> lines.add(within + " -a " + each));
        spec.options().forEach(option -> lines.add(within + option(option)));
        spec.positionalParameters().stream()
                .flatMap(argument -> words(argument).stream())
                .forEach(words -> lines.add(within + " -a " + words));
    }

    private static String option(OptionSpec option) {
        String names =
                Stream.of(option.names()).map(FishScript::name).collect(Collectors.joining());
        String value = option.arity().max() == 0 ? "" : " -x";
        String words = value.isEmpty() ? "" : words(option).map(all -> " -a " + all).orElse("");
        return names + value + words + " -d " + quoted(sentence(option.description()));
    }

    private static String name(String name) {
        return name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1);
    }

    /// The values that an argument can have, where that is known.
    private static Optional<String> words(ArgSpec argument) {
        return Optional.ofNullable(argument.completionCandidates())
                .map(
                        words ->
                                StreamSupport.stream(words.spliterator(), false)
                                        .collect(Collectors.joining(" ")))
                .filter(words -> !words.isEmpty())
                .map(
                        words ->
                                quoted(
                                        words.equals(PipelineArgument.CANDIDATES)
                                                ? "(__tidemark_pipelines)"
                                                : words));
    }

    private static String sentence(String[] description) {
        return String.join(" ", description).replaceFirst("(?<=\\.) .*", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
