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
    void keepsEmbeddedServicesInTheProjectUnlessToldOtherwise() {
        var project = new Project(folder, Map.of());

        assertThat(project.home()).isEqualTo(folder.resolve(".tidemark"));
        assertThat(project.pipelines()).isEqualTo(folder.resolve("pipelines"));
    }

    @Test
    void refusesAMisspeltVariableOfTheProcess() {
        var process =
                Map.of("TIDEMARK_HOM", "elsewhere", "TIDEMARK_SOURCE_URI", "postgresql://hunter2");
        assertThatThrownBy(() -> new Project(folder, process).pipelines())
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "there is no variable TIDEMARK_HOM, in the environment or in .env\n"
                                + "  To fix: did you mean `TIDEMARK_HOME`?");
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
}
