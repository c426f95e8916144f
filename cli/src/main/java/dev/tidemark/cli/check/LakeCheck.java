package dev.tidemark.cli.check;

import dev.tidemark.cli.report.Waiting;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.Backlog;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.QueryLog;
import dev.tidemark.runlog.RunLog;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/// Looks whether both buckets are there and can be listed and read, and whether they tell of the same
/// runs. Whether they take a file only once is first seen by a run: a try would have to write.
record LakeCheck(String pipeline, Environment environment, Consumer<Finding> findings) {

    /// What could be read, and the connection that it was read over.
    ///
    /// @param ingested the runs of the ingestion zone
    /// @param processed the runs of the processed zone
    /// @param asked the models of which all rows come with the next run
    /// @param waiting the runs that wait for process
    record Lake(
            Optional<RunLog<IngestLog>> ingested,
            Optional<RunLog<ProcessLog>> processed,
            Set<String> asked,
            Optional<WaitingRuns> waiting,
            Optional<S3Client> client)
            implements AutoCloseable {

        private static final Lake UNKNOWN =
                new Lake(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty());

        @Override
        public void close() {
            client.ifPresent(S3Client::close);
        }
    }

    Lake look() {
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
            return Lake.UNKNOWN;
        }
        var problems = new Problems();
        requireTwo(ingestion.get(), processed.get(), problems);
        Lake lake =
                problems.attempt(() -> LakeClient.from(environment))
                        .map(client -> look(client, ingestion.get(), processed.get(), problems))
                        .orElse(Lake.UNKNOWN);
        findings.accept(
                Finding.of(
                        Area.BUCKETS,
                        "s3://%s, s3://%s".formatted(ingestion.get(), processed.get()),
                        problems.found()));
        return lake;
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

    private Lake look(S3Client client, String ingestion, String processed, Problems problems) {
        Optional<RunLog<IngestLog>> ingested =
                readable(new S3Zone(client, ingestion), RunLog::ingested, problems);
        Zone zone = new S3Zone(client, processed);
        Optional<RunLog<ProcessLog>> made = readable(zone, RunLog::processed, problems);
        Optional<WaitingRuns> waiting =
                ingested.flatMap(
                        upstream ->
                                made.flatMap(runs -> backlog(runs, upstream, problems))
                                        .map(
                                                of ->
                                                        new WaitingRuns(
                                                                of, upstream, made.get(), zone)));
        Set<String> asked =
                made.flatMap(runs -> problems.attempt(() -> asked(zone, runs))).orElse(Set.of());
        return new Lake(ingested, made, asked, waiting, Optional.of(client));
    }

    private Set<String> asked(Zone zone, RunLog<ProcessLog> runs) {
        return Waiting.modelsOf(runs.newest(), zone, pipeline);
    }

    private <L extends QueryLog> Optional<RunLog<L>> readable(
            Zone zone, BiFunction<Zone, String, RunLog<L>> open, Problems problems) {
        return problems.attempt(
                () -> {
                    list(zone);
                    RunLog<L> runs = open.apply(zone, pipeline);
                    runs.newest();
                    return runs;
                });
    }

    private static Optional<Backlog<IngestLog>> backlog(
            RunLog<ProcessLog> processed, RunLog<IngestLog> ingested, Problems problems) {
        return problems.attempt(
                        () ->
                                Backlog.of(
                                        "process",
                                        processed.newest().map(ProcessLog::position),
                                        ingested))
                .flatMap(found -> found);
    }

    private void list(Zone zone) {
        Key folder = Key.of(pipeline, "runs");
        zone.firstAfter(folder, Key.of(pipeline, "runs", RunNumber.FIRST.padded()));
    }
}
