package dev.tidemark.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {

    @TempDir Path folder;

    @Test
    void readsVariablesFromDotEnv() throws IOException {
        dotEnv(
                """
                # the shop's database
                TIDEMARK_SOURCE_URL=postgresql://reader:p$a#b@db/shop
                export TIDEMARK_HOME = "somewhere else"

                EMPTY=
                """);

        var variables = new Project(folder, Map.of()).variables();

        assertThat(variables)
                .containsEntry("TIDEMARK_SOURCE_URL", "postgresql://reader:p$a#b@db/shop")
                .containsEntry("TIDEMARK_HOME", "somewhere else")
                .containsEntry("EMPTY", "");
    }

    @Test
    void prefersTheVariablesOfTheProcess() throws IOException {
        dotEnv("TIDEMARK_HOME=from-file");

        var project = new Project(folder, Map.of("TIDEMARK_HOME", "from-process"));

        assertThat(project.home()).isEqualTo(folder.resolve("from-process"));
    }

    @Test
    void keepsEmbeddedServicesInTheProjectUnlessToldOtherwise() {
        var project = new Project(folder, Map.of());

        assertThat(project.home()).isEqualTo(folder.resolve(".tidemark"));
        assertThat(project.pipelines()).isEqualTo(folder.resolve("pipelines"));
    }

    @Test
    void namesTheLineOfDotEnvThatIsNoVariableWithoutItsContent() throws IOException {
        dotEnv("GOOD=1\nhunter2\n");

        assertThatThrownBy(() -> new Project(folder, Map.of()).environment())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(".env, line 2 is no variable")
                .hasMessageContaining("write NAME=value")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAMisspeltVariableWhereverItStands() throws IOException {
        dotEnv("TIDEMARK_HOM=elsewhere");

        assertThatThrownBy(() -> new Project(folder, Map.of()).home())
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "there is no variable TIDEMARK_HOM, in the environment or in .env\n"
                                + "  To fix: did you mean `TIDEMARK_HOME`?");
        var process =
                Map.of("TIDEMARK_HOM", "elsewhere", "TIDEMARK_SOURCE_URI", "postgresql://hunter2");
        assertThatThrownBy(() -> new Project(folder, process).pipelines())
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void doesNotShowItsVariables() {
        assertThat(new Project(folder, Map.of("PASSWORD", "hunter2")).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void refusesOneBucketWithoutTheOther() throws IOException {
        Files.createDirectories(folder.resolve("pipelines/shop"));
        Files.writeString(folder.resolve("pipelines/shop/pipeline.yaml"), "source: {}");
        var project = new Project(folder, Map.of("TIDEMARK_INGESTION_BUCKET", "ours"));

        assertThatThrownBy(
                        () -> Workplace.open(project, "shop", Workplace.Needs.LAKE, unheard -> {}))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("names one of the two buckets only")
                .hasMessageContaining(
                        "set both TIDEMARK_INGESTION_BUCKET and TIDEMARK_PROCESSED_BUCKET");
    }

    private void dotEnv(String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text);
    }
}
