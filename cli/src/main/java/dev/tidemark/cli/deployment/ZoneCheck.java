package dev.tidemark.cli.deployment;

import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.run.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;

/// Looks whether the buckets are there and closed, and whether each query log calls the stage that follows.
record ZoneCheck(Look look, S3Client s3) {

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
        var bucket = new BucketApi(s3, look.names().bucket(zone));
        look.problems()
                .attempt(bucket::notified)
                .ifPresent(
                        notified -> {
                            requireCall(bucket, notified, next);
                            new ZoneProtection(look, bucket, look.names().bucketArn(zone))
                                    .inspect();
                        });
    }

    private void requireCall(
            BucketApi bucket, List<LambdaFunctionConfiguration> notified, Stage next) {
        if (notified.stream().noneMatch(notification -> calls(notification, next))) {
            look.add(
                    "bucket " + bucket.name(),
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
}
