package dev.tidemark.cli.check;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.QueryLog;
import dev.tidemark.runlog.RunLog;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/// Looks whether both buckets are there and can be listed and read. Whether they take a file only
/// once is first seen by a run: a try would have to write.
record LakeCheck(String pipeline, Environment environment, Consumer<Finding> findings) {

    /// The newest run of each zone, as far as there is one and it can be read.
    record Newest(Optional<IngestLog> ingested, Optional<ProcessLog> processed) {
        static final Newest NONE = new Newest(Optional.empty(), Optional.empty());
    }

    Newest newest() {
        Optional<String> ingestion = environment.optional(Environment.INGESTION_BUCKET);
        Optional<String> processed = environment.optional(Environment.PROCESSED_BUCKET);
        if (ingestion.isEmpty() || processed.isEmpty()) {
            findings.accept(
                    Finding.notLookedAt(
                            Area.BUCKETS,
                            "%s and %s are not set"
                                    .formatted(
                                            Environment.INGESTION_BUCKET,
                                            Environment.PROCESSED_BUCKET)));
            return Newest.NONE;
        }
        var problems = new Problems();
        requireTwo(ingestion.get(), processed.get(), problems);
        Newest newest =
                problems.attempt(() -> LakeClient.from(environment))
                        .map(client -> newest(client, ingestion.get(), processed.get(), problems))
                        .orElse(Newest.NONE);
        findings.accept(
                Finding.of(
                        Area.BUCKETS,
                        "s3://%s, s3://%s".formatted(ingestion.get(), processed.get()),
                        problems.found()));
        return newest;
    }

    private static void requireTwo(String ingestion, String processed, Problems problems) {
        if (ingestion.equals(processed)) {
            problems.add(
                    TerminalFailure.configuration(
                            "%s and %s name the same bucket: the runs of one zone would hide those of the other"
                                    .formatted(
                                            Environment.INGESTION_BUCKET,
                                            Environment.PROCESSED_BUCKET),
                            "name two buckets"));
        }
    }

    private Newest newest(S3Client client, String ingestion, String processed, Problems problems) {
        try (client) {
            return new Newest(
                    newest(new S3Zone(client, ingestion), RunLog::ingested, problems),
                    newest(new S3Zone(client, processed), RunLog::processed, problems));
        }
    }

    private <L extends QueryLog> Optional<L> newest(
            Zone zone, BiFunction<Zone, String, RunLog<L>> runs, Problems problems) {
        return problems.attempt(
                        () -> {
                            list(zone);
                            return runs.apply(zone, pipeline).newest();
                        })
                .flatMap(newest -> newest);
    }

    private void list(Zone zone) {
        Key folder = Key.of(pipeline, "runs");
        zone.firstAfter(folder, Key.of(pipeline, "runs", RunNumber.FIRST.padded()));
    }
}
