package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What bash offers for the word at the cursor.
class CompletionTest {

    /// Words as bash hands them over; the last one is the word at the cursor.
    private static final String ASK =
            """
            source "$1"; shift
            compopt() { :; } # of use below the cursor only
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"
            _complete_tidemark
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir private Path home;
    private Path folder = Path.of("");
    private Path script = Path.of("");

    @BeforeEach
    void write() throws IOException {
        folder = home.resolve("it's a \"project\" for $5");
        pipeline("shop");
        pipeline("stock");
        script = home.resolve("completion");
        Command completion = Command.run(new Project(folder, Map.of()), "completion", "bash");
        assertThat(completion.exitCode()).as(completion.err()).isZero();
        Files.writeString(script, completion.out());
    }

    @Test
    void commands() throws Exception {
        assertThat(offered("r")).containsExactlyInAnyOrder("run", "runs");
    }

    @Test
    void commandsBelowACommand() throws Exception {
        assertThat(offered("services", "st")).containsExactlyInAnyOrder("start", "stop", "status");
    }

    @Test
    void options() throws Exception {
        assertThat(offered("run", "--e")).containsExactly("--every");
    }

    @Test
    void valuesOfOptions() throws Exception {
        assertThat(offered("status", "--output", "j")).containsExactly("json");
        assertThat(offered("completion", "")).containsExactly("bash", "zsh");
    }

    @Test
    void pipelines() throws Exception {
        assertThat(offered("run", "s")).containsExactly("shop", "stock");
        assertThat(offered("show", "sho")).containsExactly("shop");
        assertThat(offered("status", "--output", "json", "")).containsExactly("shop", "stock");
    }

    @Test
    void pipelinesMadeSince() throws Exception {
        pipeline("sales");

        assertThat(offered("run", "s")).containsExactly("sales", "shop", "stock");
    }

    @Test
    void noFolderThatIsBeingWritten() throws Exception {
        pipeline(".sales.unfinished");

        assertThat(offered("run", "")).containsExactly("shop", "stock");
    }

    private void pipeline(String name) throws IOException {
        Path pipeline = Files.createDirectories(folder.resolve("pipelines").resolve(name));
        Files.writeString(pipeline.resolve("pipeline.yaml"), "source: {}\n");
    }

    private List<String> offered(String... words) throws Exception {
        var command =
                new ArrayList<>(List.of("bash", "-c", ASK, "bash", script.toString(), "tidemark"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TIDEMARK_PIPELINES");
        Process bash = builder.start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().filter(line -> !line.isBlank()).toList();
    }
}
