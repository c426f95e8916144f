package dev.tidemark.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file says which deployment is made from a project, and of that one where it is.
class TerraformSettingsTest {

    @TempDir private Path project;

    @Test
    void saysEnvironmentAndRegionOfItsPipelineAndNoOther() throws IOException {
        Files.createDirectory(project.resolve("terraform"));
        Files.writeString(
                project.resolve("terraform/terraform.tfvars"),
                """
                # region = "eu-north-1"
                region               = "eu-west-2" # London
                environment="staging"
                  pipeline   = "shop"
                alarm_emails = ["data@example.org"]
                """);
        var settings = TerraformSettings.in(project);

        assertThat(settings.environment("shop")).contains("staging");
        assertThat(settings.environment("totesys")).isEmpty();
        assertThat(settings.region(new Deployment("staging", "shop"))).contains("eu-west-2");
        assertThat(settings.region(new Deployment("prod", "shop"))).isEmpty();
        assertThat(settings.region(new Deployment("staging", "totesys"))).isEmpty();
    }

    @Test
    void saysNothingWhereNothingIsDeployedFrom() {
        assertThat(TerraformSettings.in(project).values()).isEmpty();
    }
}
