package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentOptionsTest {

    private static final Project NOWHERE = new Project(Path.of("nowhere"), Map.of());

    @Test
    void anEnvironmentWithoutADeploymentIsAMistake() {
        Command check = Command.run(NOWHERE, "check", "totesys", "--environment", "prod");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .startsWith(
                        "tidemark: --environment and --region say which deployment is meant: add"
                                + " --aws, or leave them out");
    }

    @Test
    void aNameThatTerraformWouldRefuseIsNotAskedFor() {
        Command check = Command.run(NOWHERE, "check", "totesys", "--aws", "--environment", "Prod");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .startsWith("tidemark: no environment that is deployed can be called `Prod`");
    }
}
