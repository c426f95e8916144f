package dev.tidemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /// So that a look at what was deployed from here needs no option.
    @Test
    void whatTerraformIsToldIsWhatIsLookedAt(@TempDir Path project) throws IOException {
        Files.createDirectory(project.resolve("terraform"));
        Files.writeString(
                project.resolve("terraform/terraform.tfvars"),
                """
                region      = "eu-west-2"
                environment = "Staging"
                pipeline    = "shop"
                """);

        assertThat(Command.run(new Project(project, Map.of()), "check", "shop", "--aws").err())
                .contains("no environment that is deployed can be called `Staging`");
        assertThat(Command.run(new Project(project, Map.of()), "check", "totesys", "--aws").err())
                .doesNotContain("Staging");
    }

    @Test
    void aNameThatTerraformWouldRefuseIsNotAskedFor() {
        Command check = Command.run(NOWHERE, "check", "totesys", "--aws", "--environment", "Prod");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .startsWith("tidemark: no environment that is deployed can be called `Prod`");
    }
}
