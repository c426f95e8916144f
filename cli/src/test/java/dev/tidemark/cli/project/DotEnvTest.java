package dev.tidemark.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cli.Command;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.postgres.Logins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file `.env` says, and where it is wrong.
class DotEnvTest {

    private static final String HOME = Environment.HOME;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "p$a#b,p$a#b",
                "#b,#b",
                " spaced out ,spaced out",
                "work # of mine,work",
                "work\t# of mine,work",
                "'two words' # of mine,two words",
                "\"a # b\" # it's \"mine\",a # b",
                "\"it's\",it's",
                "\"a\"b\",a\"b",
                " # nothing yet,``",
                "``,``"
            })
    void aValueEndsBeforeTheCommentBehindIt(String written, String meant) throws IOException {
        write(HOME + "=" + written);

        assertThat(environment().optional(HOME).orElse("")).isEqualTo(meant);
    }

    @Test
    void mayBeWrittenForAShell() throws IOException {
        write("# the shop's\nexport %s = \"somewhere else\"\n\nEMPTY=\n".formatted(HOME));

        assertThat(environment().require(HOME)).isEqualTo("somewhere else");
        assertThat(environment().optional("EMPTY")).isEmpty();
    }

    @Test
    void aFolderInItsPlaceIsSaid() throws IOException {
        Files.createDirectory(folder.resolve(".env"));

        assertThatThrownBy(this::environment)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith(
                        "%s is a folder, so that it sets no variable"
                                .formatted(folder.resolve(".env")));
    }

    @Test
    void theEnvironmentGoesFirst() throws IOException {
        write(HOME + "=from-file");

        assertThat(new Project(folder, Map.of(HOME, "from-process")).environment().require(HOME))
                .isEqualTo("from-process");
    }

    @Test
    void anEmptyVariableOfTheEnvironmentHidesNothing() throws IOException {
        write(HOME + "=from-file");

        assertThat(new Project(folder, Map.of(HOME, " ")).environment().require(HOME))
                .isEqualTo("from-file");
    }

    @Test
    void aLineThatIsNoVariableIsNamedWithoutItsContent() throws IOException {
        write("GOOD=1\nhunter2\n");

        assertRefused(2, "this line is no variable", "write NAME=value, or begin a comment with #");
    }

    @Test
    void aLineThatOnlyLacksTheEqualsSignNamesItsVariable() throws IOException {
        write("TIDEMARK_HOME: hunter2\n");

        assertRefused(
                1, "this line names TIDEMARK_HOME, but no = follows", "write TIDEMARK_HOME=value");
    }

    @Test
    void aVariableThatStandsTwiceIsNamed() throws IOException {
        write("TIDEMARK_HOME=hunter2\n\nTIDEMARK_HOME=hunter2\n");

        assertRefused(3, "TIDEMARK_HOME stands in line 1 already", "take one of the two lines out");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"'hunter2", "\"hunter2 # mine", "'hunter2' x", "\"hunter2'"})
    void aQuoteThatNothingClosesIsNamed(String value) throws IOException {
        write("TIDEMARK_HOME=" + value);

        assertRefused(
                1,
                "the value of TIDEMARK_HOME begins with a quote and does not end with it",
                "put the same quote behind its last character, or none at all");
    }

    @Test
    void aMisspeltVariableIsNamedWithItsLine() throws IOException {
        write("# mine\nTIDEMARK_HOM=hunter2");

        assertRefused(2, "there is no variable TIDEMARK_HOM", "did you mean `TIDEMARK_HOME`?");
    }

    @Test
    void aWrongUrlIsNamedWithItsLine() throws IOException {
        write("\nTIDEMARK_SOURCE_URL=postgresql://me:100%hunter2@db/shop # mine");

        assertThatThrownBy(() -> Logins.source(environment()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith(dotEnv() + ":2: TIDEMARK_SOURCE_URL is no URL\n")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void aWrongUrlOfTheEnvironmentHasNoLineInIt() throws IOException {
        write("TIDEMARK_SOURCE_URL=postgresql://me@db/shop");
        var project = new Project(folder, Map.of("TIDEMARK_SOURCE_URL", "shop"));

        assertThatThrownBy(() -> Logins.source(project.environment()))
                .hasMessageStartingWith("TIDEMARK_SOURCE_URL does not begin with postgresql://\n");
    }

    @Test
    void checkSaysAllItsMistakesAtOnce() throws IOException {
        write("hunter2\nTIDEMARK_HOM=a\nTIDEMARK_CACHE=a\nTIDEMARK_CACHE=b\n");

        var check = Command.run(new Project(folder, Map.of()), "check", "shop");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains(
                        "✗ environment  variables of the process and of .env\n",
                        dotEnv() + ":1: this line is no variable",
                        dotEnv() + ":2: there is no variable TIDEMARK_HOM",
                        dotEnv() + ":4: TIDEMARK_CACHE stands in line 3 already");
    }

    private void assertRefused(int line, String what, String fix) {
        assertThatThrownBy(this::environment)
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("%s:%d: %s\n  To fix: %s".formatted(dotEnv(), line, what, fix))
                .message()
                .doesNotContain("hunter2");
    }

    private Environment environment() {
        return new Project(folder, Map.of()).environment();
    }

    private Path dotEnv() {
        return folder.resolve(".env");
    }

    private void write(String text) throws IOException {
        Files.writeString(dotEnv(), text);
    }
}
