package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidemark.cli.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The commands of ours that a text tells to type.
public final class ToldCommands {

    private static final Project NOWHERE = new Project(Path.of("nowhere"), Map.of());

    /// Up to a remark, to what the shell does with the output, or to the end of the line.
    private static final Pattern COMMAND =
            Pattern.compile("(?<= {2})tidemark ([a-z-].*?)(?= {2}| >|$)", Pattern.MULTILINE);

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private ToldCommands() {}

    /// Each as it is typed behind `tidemark`.
    public static List<String> in(String text) {
        return COMMAND.matcher(text).results().map(found -> found.group(1)).toList();
    }

    public static void requireUnderstood(String text) {
        in(text).forEach(
                        command ->
                                assertThatCode(() -> parse(command))
                                        .as("tidemark " + command)
                                        .doesNotThrowAnyException());
    }

    static void parse(String command) {
        Main.commandLine(NOWHERE).parseArgs(words(command).toArray(String[]::new));
    }

    private static List<String> words(String command) {
        return WORD.matcher(command).results().map(ToldCommands::unquoted).toList();
    }

    private static String unquoted(MatchResult word) {
        return Stream.of(1, 2, 3)
                .filter(group -> word.start(group) >= 0)
                .map(word::group)
                .findFirst()
                .orElseThrow();
    }
}
