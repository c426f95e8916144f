package dev.tidemark.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder gets all of its files or none.
class DestinationTest {

    @TempDir private Path parent;

    /// As a letter is that the shell's locale lacks.
    @Test
    void aNameThatNoFileCanHaveLeavesNothing() {
        var destination = new Destination(parent.resolve("shop"));
        Map<String, String> files = Map.of("pipeline.yaml", "", "models/dim_\0.sql", "");

        assertThatThrownBy(() -> destination.write(files))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("no file can be called `models/dim_\0.sql`")
                .hasMessageContaining("LC_ALL=C.UTF-8");

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFailureHalfWayLeavesNothing() {
        var destination = new Destination(parent.resolve("shop"));
        Map<String, String> files = Map.of("models", "", "models/dim_a.sql", "");

        assertThatThrownBy(() -> destination.write(files))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("cannot be written");

        assertThat(parent).isEmptyDirectory();
    }
}
