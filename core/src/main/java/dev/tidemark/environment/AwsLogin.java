package dev.tidemark.environment;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// The AWS credentials that an environment names, in the SDK's own variables. The SDK itself does not see those
/// that stand in a `.env` file.
public final class AwsLogin {

    private AwsLogin() {}

    /// Empty when it names none: then the SDK's own chain finds some.
    public static Optional<AwsCredentialsProvider> of(Environment environment) {
        return environment
                .optional("AWS_ACCESS_KEY_ID")
                .map(
                        id ->
                                credentials(
                                        environment,
                                        id,
                                        environment.require("AWS_SECRET_ACCESS_KEY")))
                .map(StaticCredentialsProvider::create);
    }

    private static AwsCredentials credentials(Environment environment, String id, String secret) {
        return environment
                .optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }
}
