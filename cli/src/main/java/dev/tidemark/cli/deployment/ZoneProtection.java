package dev.tidemark.cli.deployment;

import dev.tidemark.cli.aws.Grant;
import dev.tidemark.cli.aws.Policy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/// Looks whether a zone is closed to strangers, and whether its history is safe.
record ZoneProtection(Look look, BucketApi bucket, String arn) {

    void inspect() {
        look.problems().attempt(bucket::policy).ifPresent(found -> compare(Policy.parse(found)));
        look.problems()
                .attempt(bucket::versioning)
                .filter(status -> status != BucketVersioningStatus.ENABLED)
                .ifPresent(
                        other ->
                                add(
                                        "keeps no former versions: what somebody deletes or overwrites by"
                                                + " hand is gone"));
        look.problems().attempt(bucket::publicAccess).ifPresent(this::requireClosed);
    }

    private void compare(Policy policy) {
        Set<Grant> denied = policy.ofEverybody().grants();
        String plain = "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}";
        boolean encrypted =
                denied.containsAll(
                        Set.of(
                                Grant.deny("s3:*", arn, plain),
                                Grant.deny("s3:*", arn + "/*", plain)));
        if (!encrypted) {
            add("takes connections without TLS, on which others can listen");
        }
        String unconditional = "{\"Null\":{\"s3:if-none-match\":\"true\"}}";
        if (!denied.contains(
                Grant.deny("s3:PutObject", arn + "/*/query_log.json", unconditional))) {
            add("lets a query log be overwritten: a run could change after it was handled");
        }
        Set<Grant> allowed = new LinkedHashSet<>(policy.grants());
        allowed.removeIf(grant -> !grant.allowed());
        if (!allowed.isEmpty()) {
            add(
                    "its policy lets in whom Terraform does not: "
                            + allowed.stream()
                                    .map(Grant::toString)
                                    .collect(Collectors.joining("; ")));
        }
    }

    private void requireClosed(PublicAccessBlockConfiguration block) {
        Map<String, Boolean> settings = new TreeMap<>();
        settings.put("BlockPublicAcls", block.blockPublicAcls());
        settings.put("BlockPublicPolicy", block.blockPublicPolicy());
        settings.put("IgnorePublicAcls", block.ignorePublicAcls());
        settings.put("RestrictPublicBuckets", block.restrictPublicBuckets());
        settings.values().removeIf(Boolean.TRUE::equals);
        if (!settings.isEmpty()) {
            add(
                    "can be opened to the public: %s not set"
                            .formatted(String.join(", ", settings.keySet())));
        }
    }

    private void add(String what) {
        look.add("bucket " + bucket.name(), what, Look.APPLY);
    }
}
