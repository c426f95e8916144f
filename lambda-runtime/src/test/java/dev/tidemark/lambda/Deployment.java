package dev.tidemark.lambda;

import dev.tidemark.services.junit.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A pipeline as Terraform deploys it: three functions, two buckets, a secret for each database.
final class Deployment implements AutoCloseable {

    static final String PIPELINE = "totesys";

    private static final Path PROJECT = Path.of(System.getProperty("tidemark.project", ".."));
    private static final String ARN = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:";
    static final String SOURCE_SECRET = ARN + "source-AbCdEf";
    static final String WAREHOUSE_SECRET = ARN + "warehouse-AbCdEf";

    final String ingestion;
    final String processed;
    final SecretStore secrets = new SecretStore();
    private final TestS3 s3;
    private final Path work;
    private final Map<String, FunctionSettings> settings = new HashMap<>();
    private final Map<String, Path> certificates = new HashMap<>();
    private final Map<String, Function> warm = new HashMap<>();
    private int environments;

    /// @param source URL of the database, with user and password, as the warehouse's
    /// @param work an empty folder
    Deployment(String source, String warehouse, TestS3 s3, Path work) {
        this.s3 = s3;
        this.work = work;
        ingestion = s3.freshBucket();
        processed = s3.freshBucket();
        secrets.put(SOURCE_SECRET, source);
        secrets.put(WAREHOUSE_SECRET, warehouse);
        configure(
                "ingest",
                Map.of(
                        "TIDEMARK_INGESTION_BUCKET", ingestion,
                        "TIDEMARK_SOURCE_SECRET", SOURCE_SECRET));
        configure(
                "process",
                Map.of(
                        "TIDEMARK_INGESTION_BUCKET", ingestion,
                        "TIDEMARK_PROCESSED_BUCKET", processed,
                        "JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=25"));
        configure(
                "load",
                Map.of(
                        "TIDEMARK_PROCESSED_BUCKET", processed,
                        "TIDEMARK_WAREHOUSE_SECRET", WAREHOUSE_SECRET));
    }

    private void configure(String stage, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("TIDEMARK_PIPELINE", PIPELINE);
        // On Lambda these lead to AWS, and the credentials are those of the function's role.
        all.putAll(s3.environment());
        all.remove("AWS_REGION");
        all.put("AWS_SESSION_TOKEN", "a token that the embedded S3 does not look at");
        all.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());
        settings.put(stage, new FunctionSettings("tidemark-prod-totesys-" + stage, all));
    }

    FunctionSettings settings(String stage) {
        return Objects.requireNonNull(settings.get(stage));
    }

    /// From the next cold start on.
    void configure(String stage, FunctionSettings changed) {
        settings.put(stage, changed);
    }

    /// Lets the packages carry a certificate, as they would had it lain in `pipelines/` when they were built.
    void carry(String place, Path certificate) {
        certificates.put(place, certificate);
    }

    /// The warm environment of a function; a cold one is started where there is none.
    Function function(String stage) {
        return warm.computeIfAbsent(stage, this::cold);
    }

    private Function cold(String stage) {
        try {
            Path folder = Files.createDirectory(work.resolve(stage + environments++));
            for (var certificate : certificates.entrySet()) {
                Path place = folder.resolve("task").resolve(certificate.getKey());
                Files.createDirectories(place.getParent());
                Files.copy(certificate.getValue(), place);
            }
            return Function.start(FunctionPackage.of(PROJECT, stage), settings(stage), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lambda throws an environment away, for whatever reason.
    void forget(String stage) {
        Function function = warm.remove(stage);
        if (function != null) {
            function.close();
        }
    }

    Outcome invoke(String stage, String event) {
        return function(stage).invoke(event);
    }

    /// The schedule ticks; then each query log that appears calls who follows.
    List<Outcome> tick() {
        List<Outcome> outcomes = new ArrayList<>();
        notifying(ingestion, "process", outcomes, () -> outcomes.add(ingest()));
        return outcomes;
    }

    private Outcome ingest() {
        return invoke("ingest", Events.SCHEDULED);
    }

    private void notifying(
            String bucket, String next, List<Outcome> outcomes, Runnable publishing) {
        List<String> before = queryLogs(bucket);
        publishing.run();
        List<String> created = new ArrayList<>(queryLogs(bucket));
        created.removeAll(before);
        for (String key : created) {
            String event = Events.created(bucket, key);
            if (next.equals("process")) {
                notifying(processed, "load", outcomes, () -> outcomes.add(invoke(next, event)));
            } else {
                outcomes.add(invoke(next, event));
            }
        }
    }

    /// The keys of a zone's query logs, in the order of the runs.
    List<String> queryLogs(String bucket) {
        return s3
                .client()
                .listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith("/query_log.json"))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        List.copyOf(warm.keySet()).forEach(this::forget);
        secrets.close();
    }
}
