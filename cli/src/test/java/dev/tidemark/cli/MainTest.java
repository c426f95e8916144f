package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void servicesAloneIsAUsageErrorThatSaysWhatToType() {
        assertThat(tidemark("services")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("tidemark: Say start, stop or status.\n")
                .contains("Usage: tidemark services", "  tidemark services start ");
    }

    @Test
    void namesTheNearestCommandToAMisspeltOne() {
        assertThat(tidemark("stauts", "totesys")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "tidemark: `tidemark` has no command `stauts`\n"
                                + "  To fix: did you mean `status`?\n"
                                + "  See:  tidemark --help\n");
    }

    @Test
    void takesSwappedLettersForASlip() {
        assertThat(tidemark("rnu", "totesys")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean `run`?");
    }

    @Test
    void namesTheNearestOptionToAMisspeltOne() {
        assertThat(tidemark("run", "totesys", "--evry")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "tidemark: `tidemark run` has no option `--evry`\n"
                                + "  To fix: did you mean `--every`?\n"
                                + "  See:  tidemark run --help\n");
    }

    @Test
    void namesTheNearestCommandBelowACommand() {
        assertThat(tidemark("services", "strat")).isEqualTo(2);
        assertThat(err.toString())
                .contains("`tidemark services` has no command `strat`", "did you mean `start`?");
    }

    @Test
    void namesTheNearestValueToAMisspeltOne() {
        assertThat(tidemark("runs", "totesys", "--output", "jsno")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--output cannot be `jsno`", "To fix: did you mean `json`?");
    }

    @Test
    void saysWhatACommandLacks() {
        assertThat(tidemark("show", "totesys")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "tidemark: `tidemark show` lacks RUN\n"
                                + "  To fix: RUN: The number of a run.\n"
                                + "  See:  tidemark show --help\n");
    }

    @Test
    void saysWhatAnOptionLacks() {
        assertThat(tidemark("run", "totesys", "--every")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--every lacks its value\n  To fix: --every INTERVAL: Goes on until");
    }

    @Test
    void refusesWordsForNumbers() {
        assertThat(tidemark("runs", "totesys", "--limit", "all")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--limit cannot be `all`\n  To fix: write a whole number\n");
    }

    @Test
    void refusesALimitThatWouldShowNothing() {
        assertThat(tidemark("runs", "totesys", "--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit is a number from 1 on, not 0");
        assertThat(tidemark("show", "totesys", "1", "staff", "--limit", "-3")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit is a number from 1 on, not -3");
    }

    @Test
    void refusesAWordTooMany() {
        assertThat(tidemark("runs", "totesys", "all")).isEqualTo(2);
        assertThat(err.toString()).contains("`tidemark runs` has no use for `all`");
    }

    @Test
    void whoAsksForJsonGetsAMistakeAsJsonToo() {
        assertThat(tidemark("runs", "--output=json")).isEqualTo(2);
        assertThat(out.toString())
                .startsWith(
                        "{\"error\":{\"kind\":\"terminal\",\"problem\":\"`tidemark runs` lacks PIPELINE\"")
                .contains("\"exit_code\":2");
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
    void takesThePathOfAPipelinesFolderForItsName() throws IOException {
        Files.createDirectories(folder.resolve("pipelines/totesys"));
        Files.writeString(folder.resolve("pipelines/totesys/pipeline.yaml"), "sauce: {}");

        String beside = folder.resolve("pipelines/totesys") + "/";
        for (String typed :
                List.of("totesys/", "pipelines/totesys", "./pipelines/totesys/", beside)) {
            assertThat(tidemark("run", typed)).as(typed).isEqualTo(2);
            assertThat(err.toString())
                    .contains("totesys/pipeline.yaml:1 has the unknown key `sauce`");
            err.getBuffer().setLength(0);
        }
        assertThat(tidemark("run", "elsewhere/totesys")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no pipeline `elsewhere/totesys` in ");
    }

    @Test
    void saysWhichOptionStandsTwice() {
        assertThat(tidemark("run", "totesys", "--every", "10m", "--every", "20m")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "tidemark: `tidemark run` has --every twice\n"
                                + "  To fix: leave one of the two out\n"
                                + "  See:  tidemark run --help\n");
    }

    @Test
    void checkSaysWhatAMisspeltPipelineKeepsItFromLookingAt() throws IOException {
        Files.createDirectories(folder.resolve("pipelines/totesys"));
        Files.writeString(folder.resolve("pipelines/totesys/pipeline.yaml"), "");

        assertThat(tidemark("check", "totesis")).isEqualTo(2);
        assertThat(out.toString())
                .startsWith(
                        """
                        ✓ environment  variables of the process and of .env
                        ✗ pipeline     the folder of totesis
                        - buckets      not looked at: which pipeline is meant is not known
                        - source       not looked at: which pipeline is meant is not known
                        - models       not looked at: which pipeline is meant is not known
                        - examples     not looked at: which pipeline is meant is not known
                        - warehouse    not looked at: which pipeline is meant is not known

                        1 problem
                          1  there is no pipeline `totesis` in\s""")
                .endsWith("     To fix: did you mean `totesys`?\n");
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
