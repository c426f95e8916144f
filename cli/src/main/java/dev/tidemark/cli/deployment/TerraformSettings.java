package dev.tidemark.cli.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the project's `terraform/terraform.tfvars` says of the deployment that is made from here.
///
/// @param values the texts among its variables, by name
public record TerraformSettings(Map<String, String> values) {

    private static final Pattern TEXT = Pattern.compile("^\\s*(\\w+)\\s*=\\s*\"([^\"]*)\"");

    public TerraformSettings {
        values = Map.copyOf(values);
    }

    /// Nothing where there is no such file.
    ///
    /// @param project the folder of the project
    public static TerraformSettings in(Path project) {
        Path file = project.resolve("terraform/terraform.tfvars");
        if (!Files.isRegularFile(file)) {
            return new TerraformSettings(Map.of());
        }
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher text = TEXT.matcher(line);
                if (text.find()) {
                    values.put(text.group(1), text.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TerraformSettings(values);
    }

    /// The environment that this pipeline is deployed to from here.
    public Optional<String> environment(String pipeline) {
        return pipeline.equals(values.get("pipeline"))
                ? Optional.ofNullable(values.get("environment"))
                : Optional.empty();
    }

    /// Where that deployment is, if it is the one that is made from here.
    public Optional<String> region(Deployment deployment) {
        return environment(deployment.pipeline())
                .filter(deployment.environment()::equals)
                .flatMap(same -> Optional.ofNullable(values.get("region")));
    }
}
