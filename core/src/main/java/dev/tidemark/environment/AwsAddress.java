package dev.tidemark.environment;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/// Which AWS an environment means, in the variables of the SDK and the AWS CLI.
public final class AwsAddress {

    private AwsAddress() {}

    /// Empty when it names none: then the SDK's own chain looks for one, in a profile for example.
    public static Optional<Region> region(Environment environment) {
        return environment
                .optional("AWS_REGION")
                .or(() -> environment.optional("AWS_DEFAULT_REGION"))
                .map(Region::of);
    }

    /// Where a service answers, if not at AWS's own address.
    ///
    /// @param service as it ends the name of its variable, such as `S3`
    public static Optional<URI> endpoint(Environment environment, String service) {
        return environment
                .optional("AWS_ENDPOINT_URL_" + service)
                .or(() -> environment.optional("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }
}
