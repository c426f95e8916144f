package dev.tidemark.cli.deployment;

import dev.tidemark.failure.TerminalFailure;
import java.util.regex.Pattern;

/// One pipeline in one environment, as terraform/ knows them. No two of them have one name.
///
/// @param environment such as `prod`
public record Deployment(String environment, String pipeline) {

    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*");

    public Deployment {
        require("environment", environment, ENVIRONMENT, "");
        require("pipeline", pipeline, PIPELINE, ", with single hyphens or underscores within");
    }

    private static void require(String what, String value, Pattern form, String besides) {
        if (!form.matcher(value).matches()) {
            throw TerminalFailure.configuration(
                    "no %s that is deployed can be called `%s`".formatted(what, value),
                    "write it as in terraform.tfvars: small letters and digits" + besides);
        }
    }
}
