package dev.tidemark.lake;

import dev.tidemark.environment.AwsAddress;
import dev.tidemark.environment.AwsClient;
import dev.tidemark.environment.Environment;
import software.amazon.awssdk.services.s3.S3Client;

/// Builds the S3 client of a function or command.
public final class LakeClient {

    private static final String SERVICE = "S3";

    private LakeClient() {}

    /// An endpoint that is not AWS's own knows buckets by path alone.
    public static S3Client from(Environment environment) {
        var builder = S3Client.builder();
        AwsAddress.endpoint(environment, SERVICE)
                .ifPresent(endpoint -> builder.forcePathStyle(true));
        return AwsClient.build(builder, environment, SERVICE);
    }
}
