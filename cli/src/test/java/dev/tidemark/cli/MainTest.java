package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysItsVersionAndTheJavaItRunsOn() {
        assertThat(tidemark("--version")).isZero();
        assertThat(out.toString())
                .matches("tidemark \\S+ \\(Java " + Runtime.version().feature() + ".*\\)\\R");
    }

    @Test
    void withoutACommandItIsAUsageErrorThatNamesTheCommands() {
        assertThat(tidemark()).isEqualTo(2);
        assertThat(err.toString())
                .contains("Say which command to run.")
                .contains("Usage: tidemark")
                .contains("demo", "run", "status", "services");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "run",
                "ingest",
                "process",
                "load",
                "status",
                "runs",
                "show",
                "dictionary",
                "skip",
                "services"
            })
    void everyCommandExplainsItselfWithExamples(String command) {
        assertThat(tidemark(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: tidemark " + command)
                .contains("Example")
                .contains("  tidemark " + command);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void namesTheNearestCommandToAMisspeltOne() {
        assertThat(tidemark("stauts", "totesys")).isEqualTo(2);
        assertThat(err.toString()).contains("'stauts'").contains("did you mean `status`?");
    }

    @Test
    void namesTheNearestOptionToAMisspeltOne() {
        assertThat(tidemark("run", "totesys", "--evry")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--evry'")
                .contains("did you mean `--every`?")
                .contains("tidemark run --help");
    }

    @Test
    void namesTheNearestPipelineToAMisspeltOne() throws IOException {
        Files.createDirectories(folder.resolve("pipelines/totesys"));
        Files.writeString(folder.resolve("pipelines/totesys/pipeline.yaml"), "source: {}");

        assertThat(tidemark("run", "totesis")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("tidemark: there is no pipeline `totesis` in ")
                .contains("To fix: did you mean `totesys`?")
                .doesNotContain("\tat ");
    }

    @Test
    void showsWhereAFailureCameFromOnlyWhenAsked() {
        assertThat(tidemark("run", "totesys", "--stacktrace")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no pipeline").contains("\tat dev.tidemark");
    }

    @Test
    void refusesAnIntervalThatIsNone() throws IOException {
        assertThat(tidemark("run", "totesys", "--every", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("`soon` is no interval; write 30s, 10m or 1h");
    }

    @Test
    void refusesRunsThatCannotBe() {
        assertThat(tidemark("show", "totesys", "0", "staff")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no pipeline");
    }

    private int tidemark(String... arguments) {
        return Main.commandLine(new Project(folder, Map.of()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
