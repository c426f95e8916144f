package dev.tidemark.cli.command;

import dev.tidemark.cli.check.CheckReport;
import dev.tidemark.cli.deployment.Deployment;
import dev.tidemark.cli.deployment.DeploymentCheck;
import dev.tidemark.cli.deployment.TerraformSettings;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `--aws`: a look at what is deployed instead of at what a run here would use.
final class DeploymentOptions {

    private static final String USUAL = "prod";

    @Option(
            names = "--aws",
            description =
                    "Look at the deployment on AWS instead, with the credentials of the AWS CLI.")
    private boolean aws;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "With --aws: which one (default: that of terraform/terraform.tfvars, or prod).")
    private @Nullable String environment;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "With --aws: where it is (default: that of terraform/terraform.tfvars, AWS_REGION, or that of the profile).")
    private @Nullable String region;

    /// Whether a deployment is asked about. Which one makes sense only then.
    boolean areGiven(CommandSpec spec) {
        if (!aws && (environment != null || region != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--environment and --region say which deployment is meant: add --aws, or leave"
                            + " them out");
        }
        return aws;
    }

    CheckReport look(Project project, String pipeline) {
        var written = TerraformSettings.in(project.folder());
        Deployment deployment = deployment(written, pipeline);
        Environment settings =
                Optional.ofNullable(region)
                        .or(() -> written.region(deployment))
                        .map(where -> project.environment().with(Map.of("AWS_REGION", where)))
                        .orElseGet(project::environment);
        return new DeploymentCheck(deployment, settings).run();
    }

    private Deployment deployment(TerraformSettings written, String pipeline) {
        String name =
                Optional.ofNullable(environment)
                        .or(() -> written.environment(pipeline))
                        .orElse(USUAL);
        return new Deployment(name, pipeline);
    }
}
