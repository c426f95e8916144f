package dev.tidemark.lake;

import dev.tidemark.environment.AwsLogin;
import dev.tidemark.environment.Environment;
import java.net.URI;
import java.time.Duration;
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
        AwsLogin.of(environment).ifPresent(builder::credentialsProvider);
        return builder.build();
    }
}
