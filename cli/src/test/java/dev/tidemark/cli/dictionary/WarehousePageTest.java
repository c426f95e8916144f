package dev.tidemark.cli.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// docs/warehouse.md is what the command prints today.
@Tag("slow")
class WarehousePageTest {

    private static final Path PIPELINES = Path.of("..", "pipelines").toAbsolutePath();
    private static final Path PAGE = Path.of("..", "docs", "warehouse.md");

    @Test
    void isWhatModelsMigrationsAndCommentsSay() throws IOException {
        var project =
                new Project(
                        Path.of("target").toAbsolutePath(),
                        Map.of("TIDEMARK_PIPELINES", PIPELINES.toString()));

        var command = Command.run(project, "dictionary", "totesys");

        assertThat(command.err()).isEmpty();
        assertThat(command.exitCode()).isZero();
        assertThat(Files.readString(PAGE))
                .as("docs/warehouse.md; type: ./tidemark dictionary totesys > docs/warehouse.md")
                .isEqualTo(command.out());
    }
}
