package dev.tidemark.lake;

import dev.tidemark.environment.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Builds the S3 client of a function or command.
public final class LakeClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private LakeClient() {}

    /// Region, endpoint and credentials come from the SDK's own variables; credentials that are not
    /// in the environment from the SDK's own chain.
    public static S3Client from(Environment environment) {
        var http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SOCKET_TIMEOUT);
        var builder =
                S3Client.builder()
                        .httpClientBuilder(http)
                        .overrideConfiguration(
                                c -> c.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
        environment.optional("AWS_REGION").map(Region::of).ifPresent(builder::region);
        environment
                .optional("AWS_ENDPOINT_URL_S3")
                .map(URI::create)
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        credentials(environment).ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    private static Optional<AwsCredentialsProvider> credentials(Environment environment) {
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
