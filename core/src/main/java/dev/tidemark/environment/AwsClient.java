package dev.tidemark.environment;

import dev.tidemark.failure.TerminalFailure;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Builds a client of an AWS service for a function or command.
public final class AwsClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /// One for all clients: each would read the certificates of all authorities anew.
    private static final SdkHttpClient HTTP =
            UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT)
                    .build();

    private AwsClient() {}

    /// Region, endpoint and credentials come from the SDK's own variables; what is not in the environment, from the SDK's own
    /// chain: a profile, a login of `aws sso login`, the role of a machine.
    ///
    /// @param service as it ends the name of its variable for the endpoint, such as `S3`
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Environment environment, String service) {
        builder.httpClient(HTTP)
                .overrideConfiguration(
                        c -> c.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
        AwsAddress.region(environment).ifPresent(builder::region);
        AwsAddress.endpoint(environment, service).ifPresent(builder::endpointOverride);
        AwsLogin.of(environment).ifPresent(builder::credentialsProvider);
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw TerminalFailure.configuration(
                    "it is not known which region of AWS is meant",
                    "set AWS_REGION, for example to eu-central-1, or `region` in your AWS profile",
                    e);
        }
    }
}
