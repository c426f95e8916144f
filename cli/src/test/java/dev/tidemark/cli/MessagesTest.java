package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/// What the messages of all modules tell to type. Two blanks before a command mark it: it is
/// printed as this one was typed.
class MessagesTest {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern PLACEHOLDER = Pattern.compile("%(?:\\d\\$)?s");

    private static final Pattern COMMAND =
            Pattern.compile("\\btidemark (?:" + String.join("|", commands()) + ")\\b");

    /// A mention in passing stands within backticks.
    private static final Pattern MARKED =
            Pattern.compile("(?: {2}|`|\\./)tidemark (?:" + String.join("|", commands()) + ")\\b");

    private static Iterable<String> commands() {
        return Main.commandLine(new Project(Path.of("nowhere"), Map.of()))
                .getSubcommands()
                .keySet();
    }

    static Stream<String> literals() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()
                    .stream()
                    .flatMap(MessagesTest::literals);
        }
    }

    private static Stream<String> literals(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream()
                    .flatMap(MessagesTest::lines)
                    .flatMap(line -> LITERAL.matcher(line).results().map(found -> found.group(1)))
                    .filter(literal -> COMMAND.matcher(literal).find())
                    .map(literal -> literal.translateEscapes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("literals")
    void aCommandIsMarkedAsOne(String literal) {
        assertThat(MARKED.matcher(literal).replaceAll("")).doesNotContainPattern(COMMAND);
    }

    /// What follows a literal in the code may be what it lacks.
    @ParameterizedTest
    @MethodSource("literals")
    void aCommandIsOneOfOurs(String literal) {
        for (String command : ToldCommands.in(PLACEHOLDER.matcher(literal).replaceAll("1"))) {
            try {
                ToldCommands.parse(command);
            } catch (MissingParameterException e) {
                assertThat(literal).endsWith(" ");
            }
        }
    }
}
