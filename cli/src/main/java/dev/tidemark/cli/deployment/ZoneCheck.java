package dev.tidemark.cli.deployment;

import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.run.Stage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Looks whether the buckets are there, and whether each query log calls the stage that follows.
record ZoneCheck(Look look, S3Client s3) {

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    Finding finding() {
        inspect("ingestion", Stage.PROCESS);
        inspect("processed", Stage.LOAD);
        return Finding.of(
                Area.BUCKETS,
                "s3://%s, s3://%s"
                        .formatted(
                                look.names().bucket("ingestion"), look.names().bucket("processed")),
                look.problems().found());
    }

    private void inspect(String zone, Stage next) {
        String bucket = look.names().bucket(zone);
        var answer =
                look.problems()
                        .attempt(
                                () ->
                                        asked(
                                                bucket,
                                                () ->
                                                        s3.getBucketNotificationConfiguration(
                                                                r -> r.bucket(bucket))));
        if (answer.isPresent()
                && answer.get().lambdaFunctionConfigurations().stream()
                        .noneMatch(notification -> calls(notification, next))) {
            look.add(
                    "bucket " + bucket,
                    "its query logs do not call %s: runs wait for the schedule"
                            .formatted(look.names().function(next)),
                    Look.APPLY);
        }
    }

    /// The very filter that Terraform sets: another one would call for other objects, or for none.
    private boolean calls(LambdaFunctionConfiguration notification, Stage stage) {
        return notification.lambdaFunctionArn().equals(look.names().functionArn(stage))
                && notification.eventsAsStrings().contains("s3:ObjectCreated:*")
                && filter(notification)
                        .equals(
                                Map.of(
                                        "prefix",
                                        look.names().of().pipeline() + "/runs/",
                                        "suffix",
                                        "/query_log.json"));
    }

    private static Map<String, String> filter(LambdaFunctionConfiguration notification) {
        Map<String, String> filter = new HashMap<>();
        if (notification.filter() != null && notification.filter().key() != null) {
            notification
                    .filter()
                    .key()
                    .filterRules()
                    .forEach(
                            rule ->
                                    filter.put(
                                            rule.nameAsString().toLowerCase(Locale.ROOT),
                                            rule.value()));
        }
        return filter;
    }

    private static <T> T asked(String bucket, Supplier<T> question) {
        String place = "bucket " + bucket;
        try {
            return question.get();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw TerminalFailure.world("is not there", Look.APPLY, e).at(place);
            }
            if (e.statusCode() < SERVER_ERROR) {
                throw TerminalFailure.world(
                                "AWS refuses s3:GetBucketNotification: %d"
                                        .formatted(e.statusCode()),
                                "look with credentials that may; docs/check.md lists the rights",
                                e)
                        .at(place);
            }
            throw new TransientFailure("S3 is too busy to answer", "try again", e);
        } catch (SdkException e) {
            throw new TransientFailure(
                    "S3 does not answer: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "try again; if it lasts, check the network, AWS_REGION and AWS_ENDPOINT_URL",
                    e);
        }
    }
}
