package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.ToldCommands;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What pages tell to type, in their text and in their blocks, is understood by what it is typed to.
class ToldInPagesTest {

    /// Most of its commands are mistakes on purpose; a test types them.
    private static final Path MISTAKES = Path.of("docs/errors.md");

    private static final Pattern OURS =
            Pattern.compile("^(?:\\$ )?(?:\\./)?tidemark ([a-z-].*)", Pattern.MULTILINE);

    /// What is left to the reader: `<pipeline>`, `NAME`, `N`, `…`.
    private static final Pattern LEFT_OPEN = Pattern.compile("<[a-z]+>|\\b[A-Z]+\\b|…");

    private static final Pattern MAVEN =
            Pattern.compile("^(?:\\$ )?\\./mvnw (.*)", Pattern.MULTILINE);
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
    private static final Pattern TESTS = Pattern.compile("-Dtest='?([^' ]+)'?");

    private static final CommandLine TIDEMARK =
            Main.commandLine(new Project(Path.of("nowhere"), Map.of()));

    static List<Path> pages() throws IOException {
        return Markdown.files();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void ourCommandsAreUnderstood(Path page) {
        if (!page.endsWith(MISTAKES)) {
            told(page, OURS).filter(told -> !isMention(told)).forEach(ToldInPagesTest::require);
        }
    }

    private static void require(String told) {
        String typed = LEFT_OPEN.matcher(told).replaceAll("1").replaceFirst(" ([|>]|#) .*", "");
        ToldCommands.requireUnderstood("  tidemark " + typed);
    }

    /// The name of a command and nothing else, as in: `tidemark run` prints this.
    private static boolean isMention(String told) {
        return TIDEMARK.getSubcommands().containsKey(told);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theModulesAndTestsOfABuildAreThere(Path page) {
        told(page, MAVEN)
                .forEach(
                        told -> {
                            assertThat(named(MODULES, told))
                                    .as(told)
                                    .allMatch(name -> Files.isDirectory(module(name)));
                            assertThat(named(TESTS, told))
                                    .as(told)
                                    .allMatch(ToldInPagesTest::isATest);
                        });
    }

    private static Path module(String name) {
        return Markdown.PROJECT.resolve(name).resolve("src");
    }

    private static List<String> named(Pattern option, String told) {
        return option.matcher(told)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",", -1)))
                .toList();
    }

    private static boolean isATest(String name) {
        Pattern file = Pattern.compile(name.replace("*", "\\w*") + "\\.java");
        try (Stream<Path> files = Files.walk(Markdown.PROJECT, 12)) {
            return files.anyMatch(
                    path ->
                            path.toString().contains("/src/test/java/")
                                    && file.matcher(path.getFileName().toString()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> told(Path page, Pattern command) {
        return Page.read(page).code().stream()
                .flatMap(code -> command.matcher(code).results())
                .map(found -> found.group(1).strip());
    }

    @Test
    void commandsAreFoundInTextAndInBlocks() {
        assertThat(told(Markdown.PROJECT.resolve("docs/guide.md"), OURS))
                .contains("run shop --every 10m", "show shop 2 customer");
        assertThat(told(Markdown.PROJECT.resolve("CONTRIBUTING.md"), MAVEN))
                .anyMatch(told -> told.contains("-Dtest=DocsTest") || told.contains("DocsTest"));
    }
}
