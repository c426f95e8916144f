package dev.tidemark.cli.project;

import dev.tidemark.cli.report.RunHistory;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.load.ledger.LoadedRuns;
import dev.tidemark.local.services.Services;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/// A pipeline opened for a command: an environment that names everything, and what reads its zones
/// and its ledger. Embedded services that were started for it stop when it is closed.
public final class Workplace implements AutoCloseable {

    /// What a command touches; nothing else is started for it.
    public enum Needs {
        LAKE,
        LAKE_AND_WAREHOUSE,
        EVERYTHING
    }

    private final Pipeline pipeline;
    private final Environment environment;
    private final Optional<Services> embedded;
    private final S3Client client;

    private Workplace(Pipeline pipeline, Environment environment, Optional<Services> embedded) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.embedded = embedded;
        this.client = LakeClient.from(environment);
    }

    /// Starts embedded services only if something needed is not named.
    public static Workplace open(Project project, String name, Needs needs) {
        Pipeline pipeline = project.pipeline(name);
        Environment named = project.environment();
        requireBothBuckets(named);
        List<String> unnamed = unnamed(named, needs);
        Optional<Services> embedded =
                unnamed.isEmpty() ? Optional.empty() : Optional.of(Services.start(project.home()));
        Map<String, String> variables = new HashMap<>(project.variables());
        embedded.ifPresent(services -> fill(variables, services.environment(), unnamed));
        variables.put(Environment.PIPELINE, name);
        variables.put(Environment.PIPELINES, project.pipelines().toString());
        return new Workplace(pipeline, new Environment(variables), embedded);
    }

    /// The pipeline on services that are there already; closing it leaves them alone.
    public static Workplace on(Services services, Project project, String name) {
        Map<String, String> variables = new HashMap<>(services.environment());
        variables.put(Environment.PIPELINE, name);
        variables.put(Environment.PIPELINES, project.pipelines().toString());
        return new Workplace(project.pipeline(name), new Environment(variables), Optional.empty());
    }

    /// The first variables of what has to be embedded.
    private static List<String> unnamed(Environment named, Needs needs) {
        List<String> unnamed = new ArrayList<>();
        if (named.optional(Environment.INGESTION_BUCKET).isEmpty()) {
            unnamed.add(Environment.INGESTION_BUCKET);
        }
        if (needs != Needs.LAKE
                && !names(named, Environment.WAREHOUSE_URL, Environment.WAREHOUSE_SECRET)) {
            unnamed.add(Environment.WAREHOUSE_URL);
        }
        if (needs == Needs.EVERYTHING
                && !names(named, Environment.SOURCE_URL, Environment.SOURCE_SECRET)) {
            unnamed.add(Environment.SOURCE_URL);
        }
        return unnamed;
    }

    private static boolean names(Environment environment, String url, String secret) {
        return environment.optional(url).isPresent() || environment.optional(secret).isPresent();
    }

    /// Embedded buckets come with the endpoint and the credentials of the embedded S3.
    private static void fill(
            Map<String, String> variables, Map<String, String> embedded, List<String> unnamed) {
        boolean lake = unnamed.contains(Environment.INGESTION_BUCKET);
        embedded.forEach(
                (name, value) -> {
                    boolean ofTheLake = name.startsWith("AWS_") || name.endsWith("_BUCKET");
                    if (ofTheLake ? lake : unnamed.contains(name)) {
                        variables.put(name, value);
                    }
                });
        if (lake) {
            variables.remove("AWS_SESSION_TOKEN");
        }
    }

    private static void requireBothBuckets(Environment environment) {
        boolean ingestion = environment.optional(Environment.INGESTION_BUCKET).isPresent();
        boolean processed = environment.optional(Environment.PROCESSED_BUCKET).isPresent();
        if (ingestion != processed) {
            throw TerminalFailure.configuration(
                    "the environment names one of the two buckets only",
                    "set both %s and %s, or neither"
                            .formatted(Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET));
        }
    }

    /// Whether the source is an embedded one, which nobody but Tidemark fills.
    public boolean hasEmbeddedSource() {
        return embedded.map(services -> services.endpoints().sourceUrl())
                .filter(
                        url ->
                                environment
                                        .optional(Environment.SOURCE_URL)
                                        .equals(Optional.of(url)))
                .isPresent();
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    public Environment environment() {
        return environment;
    }

    public String ingestionBucket() {
        return environment.require(Environment.INGESTION_BUCKET);
    }

    public String processedBucket() {
        return environment.require(Environment.PROCESSED_BUCKET);
    }

    public Zone ingestionZone() {
        return new S3Zone(client, ingestionBucket());
    }

    public Zone processedZone() {
        return new S3Zone(client, processedBucket());
    }

    public RunLog<IngestLog> ingested() {
        return RunLog.ingested(ingestionZone(), pipeline.name());
    }

    public RunLog<ProcessLog> processed() {
        return RunLog.processed(processedZone(), pipeline.name());
    }

    public RunHistory history() {
        var ledger = new LoadedRuns(warehouse(), pipeline.name());
        return new RunHistory(ingested(), processed(), ledger);
    }

    public Database warehouse() {
        return new Database(Logins.warehouse(environment), Map.of());
    }

    public Database source() {
        return new Database(Logins.source(environment), Map.of());
    }

    @Override
    public void close() {
        client.close();
        embedded.ifPresent(Services::close);
    }
}
