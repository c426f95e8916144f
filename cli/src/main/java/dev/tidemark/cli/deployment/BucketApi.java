package dev.tidemark.cli.deployment;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Asks S3 about one bucket. That it is not there, and that S3 refuses or keeps silent, are failures at its place.
record BucketApi(S3Client s3, String name) {

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    List<LambdaFunctionConfiguration> notified() {
        return find(
                        "GetBucketNotification",
                        () -> s3.getBucketNotificationConfiguration(r -> r.bucket(name)))
                .map(answer -> answer.lambdaFunctionConfigurations())
                .orElse(List.of());
    }

    /// Empty where it has none.
    String policy() {
        return find("GetBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(name)))
                .map(answer -> answer.policy())
                .orElse("");
    }

    BucketVersioningStatus versioning() {
        return find("GetBucketVersioning", () -> s3.getBucketVersioning(r -> r.bucket(name)))
                .map(answer -> answer.status())
                .orElse(BucketVersioningStatus.SUSPENDED);
    }

    PublicAccessBlockConfiguration publicAccess() {
        return find(
                        "GetBucketPublicAccessBlock",
                        () -> s3.getPublicAccessBlock(r -> r.bucket(name)))
                .map(answer -> answer.publicAccessBlockConfiguration())
                .orElse(PublicAccessBlockConfiguration.builder().build());
    }

    /// Empty where the bucket is there, and has no such thing.
    private <T> Optional<T> find(String right, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e))) {
                return Optional.empty();
            }
            throw refusal(right, e);
        } catch (SdkException e) {
            throw new TransientFailure(
                    "S3 does not answer: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "try again; if it lasts, check the network, AWS_REGION and AWS_ENDPOINT_URL",
                    e);
        }
    }

    private RuntimeException refusal(String right, S3Exception e) {
        String place = "bucket " + name;
        if (e.statusCode() == NOT_FOUND) {
            return TerminalFailure.world("is not there", Look.APPLY, e).at(place);
        }
        if (e.statusCode() < SERVER_ERROR) {
            return TerminalFailure.world(
                            "AWS refuses s3:%s: %d".formatted(right, e.statusCode()),
                            "look with credentials that may; docs/check.md lists the rights",
                            e)
                    .at(place);
        }
        return new TransientFailure("S3 is too busy to answer", "try again", e);
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }
}
