package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.command.CompletionCommand.Shell;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each shell offers for the word at the cursor.
class CompletionTest {

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(Shell.class)
    private @interface InEachShell {}

    /// Words as bash hands them over; the last one is the word at the cursor.
    private static final String ASK_BASH =
            """
            source "$1"; shift
            compopt() { :; } # of use below the cursor only
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"
            _complete_tidemark
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /// What a Tab calls in zsh is kept there by command. It offers the words behind a single dash, of which zsh shows
    /// those that go on with the word at the cursor.
    private static final String ASK_ZSH =
            """
            source "$1"; shift
            compadd() { shift "${@[(i)-]}"; print -rl -- "${(@M)@:#${(b)PREFIX}*}"; }
            words=("$@"); CURRENT=$#; PREFIX=${words[CURRENT]}
            eval "${_comps[tidemark]}"
            """;

    /// fish offers what it would for a line; behind each word it says what that is.
    private static final String ASK_FISH =
            """
            source $argv[1]
            complete -C (string join -- ' ' $argv[2..]) | string replace -r '\\t.*' ''
            true # nothing replaced is no failure
            """;

    @TempDir private Path home;
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        folder = home.resolve("it's a \"project\" for $5");
        pipeline("shop");
        pipeline("stock");
    }

    @InEachShell
    void commands(Shell shell) throws Exception {
        assertThat(offered(shell, "ru")).containsExactlyInAnyOrder("run", "runs");
    }

    @InEachShell
    void commandsBelowACommand(Shell shell) throws Exception {
        assertThat(offered(shell, "services", "st"))
                .containsExactlyInAnyOrder("start", "stop", "status");
    }

    @InEachShell
    void options(Shell shell) throws Exception {
        assertThat(offered(shell, "run", "--e")).containsExactly("--every");
    }

    @InEachShell
    void valuesOfOptions(Shell shell) throws Exception {
        assertThat(offered(shell, "status", "--output", "j")).containsExactly("json");
        assertThat(offered(shell, "completion", ""))
                .containsExactlyInAnyOrder("bash", "zsh", "fish");
    }

    @InEachShell
    void pipelines(Shell shell) throws Exception {
        assertThat(offered(shell, "run", "s")).containsExactly("shop", "stock");
        assertThat(offered(shell, "show", "sho")).containsExactly("shop");
        assertThat(offered(shell, "status", "--output", "json", ""))
                .containsExactly("shop", "stock");
    }

    @InEachShell
    void pipelinesMadeSince(Shell shell) throws Exception {
        pipeline("sales");

        assertThat(offered(shell, "run", "s")).containsExactly("sales", "shop", "stock");
    }

    @InEachShell
    void noFolderThatIsBeingWritten(Shell shell) throws Exception {
        pipeline(".sales.unfinished");

        assertThat(offered(shell, "run", "")).containsExactly("shop", "stock");
    }

    private void pipeline(String name) throws IOException {
        Path pipeline = Files.createDirectories(folder.resolve("pipelines").resolve(name));
        Files.writeString(pipeline.resolve("pipeline.yaml"), "source: {}\n");
    }

    private List<String> offered(Shell shell, String... words) throws Exception {
        requireInstalled(shell.toString());
        List<String> command =
                new ArrayList<>(
                        switch (shell) {
                            case BASH -> List.of("bash", "-c", ASK_BASH, "bash");
                            case ZSH -> List.of("zsh", "-f", "-c", ASK_ZSH, "zsh");
                            case FISH -> List.of("fish", "--no-config", "-c", ASK_FISH);
                        });
        command.addAll(List.of(script(shell).toString(), "tidemark"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TIDEMARK_PIPELINES");
        builder.environment().put("HOME", home.toString()); // where zsh keeps what it found
        Process asked = builder.start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).as(said).isZero();
        return said.lines().filter(line -> !line.isBlank()).toList();
    }

    private Path script(Shell shell) throws IOException {
        var project = new Project(folder, Map.of());
        Command completion = Command.run(project, "completion", shell.toString());
        assertThat(completion.exitCode()).as(completion.err()).isZero();
        return Files.writeString(home.resolve("completion"), completion.out());
    }

    /// Nothing is left out where everything has to be tried.
    private static void requireInstalled(String shell) {
        boolean isThere = isInstalled(shell);
        String lack =
                "%1$s is not installed, so that its completion was not tried: apt-get install %1$s"
                        .formatted(shell);
        assertThat(isThere || System.getenv("CI") == null).as(lack).isTrue();
        assumeThat(isThere).as(lack).isTrue();
    }

    private static boolean isInstalled(String shell) {
        try {
            new ProcessBuilder(shell, "-c", "exit").start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
