package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.project.Project;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Help that is believed has to be right.
class HelpTest {

    private static final Project NOWHERE = new Project(Path.of("nowhere"), Map.of());

    static Stream<String> commands() {
        return Main.commandLine(NOWHERE).getSubcommands().keySet().stream();
    }

    static Stream<String> examples() {
        return Stream.concat(
                examples(Main.commandLine(NOWHERE)),
                commands().map(HelpTest::subcommand).flatMap(HelpTest::examples));
    }

    private static Stream<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("  tidemark "));
    }

    @Test
    void tidemarkAloneShowsExamplesAndTheExitCodesOfAllCommands() {
        String help = Command.run(NOWHERE, "--help").out();

        assertThat(examples(Main.commandLine(NOWHERE))).isNotEmpty();
        assertThat(help)
                .contains("Usage: tidemark [", "\nExamples:\n  tidemark demo")
                .containsPattern("\nExit codes:\n +0 .*\n +1 .*\n +2 .*\n +3 .*\n +10 ");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        assertThat(Command.run(NOWHERE, "run", "--help").out()).doesNotContain("plan");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShowsExamplesAndExitCodes(String command) {
        assertThat(examples(subcommand(command))).isNotEmpty();
        String help = Command.run(NOWHERE, command, "--help").out();

        assertThat(help)
                .contains("Usage: tidemark " + command, "\nExample", "\nExit codes:\n  0")
                .contains("\n  tidemark " + command);
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsWideAsTheWindow(String command) {
        var narrow = new Project(Path.of("nowhere"), Map.of("COLUMNS", "60"));

        assertThat(Command.run(narrow, command, "--help").out().lines())
                .allMatch(line -> line.length() <= 60);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsUnderstood(String example) {
        assertThat(ToldCommands.in(example)).hasSize(1);
        ToldCommands.requireUnderstood(example);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndArgumentIsDescribed(String command) {
        var spec = subcommand(command).getCommandSpec();

        assertThat(spec.args()).allMatch(argument -> argument.description().length > 0);
        assertThat(List.of(spec.usageMessage().description())).isNotEmpty();
    }

    private static CommandLine subcommand(String command) {
        return Optional.ofNullable(Main.commandLine(NOWHERE).getSubcommands().get(command))
                .orElseThrow();
    }
}
