package dev.tidemark.cli.project;

import dev.tidemark.cli.report.RunHistory;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.load.Wiring;
import dev.tidemark.local.services.Part;
import dev.tidemark.local.services.Services;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /// The pipeline whose source we can make.
    private static final String FILLED = "totesys";

    private static final String TABLES =
            "select count(*) from pg_catalog.pg_tables where schemaname = 'public'";

    private final Pipeline pipeline;
    private final Environment environment;
    private final Optional<Services> embedded;
    private final Set<Part> unnamed;
    private final S3Client client;

    private Workplace(
            Pipeline pipeline,
            Environment environment,
            Optional<Services> embedded,
            Set<Part> unnamed) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.embedded = embedded;
        this.unnamed = unnamed;
        this.client = LakeClient.from(environment);
    }

    /// Starts embedded services for what is needed and not named, and nothing else.
    ///
    /// @param told which other command is waited for
    public static Workplace open(Project project, String name, Needs needs, Consumer<String> told) {
        return open(project, project.pipeline(name), needs, told);
    }

    /// The same for a pipeline that was read already, whatever is wrong with it.
    public static Workplace open(
            Project project, Pipeline pipeline, Needs needs, Consumer<String> told) {
        Environment named = project.environment();
        requireBothBuckets(named);
        Set<Part> unnamed = unnamed(named, needs);
        Optional<Services> embedded =
                unnamed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Services.start(project.home(), unnamed, told));
        Map<String, String> filled = new HashMap<>();
        embedded.ifPresent(services -> fill(filled, services.environment(unnamed)));
        filled.put(Environment.PIPELINE, pipeline.name());
        filled.put(Environment.PIPELINES, project.pipelines().toString());
        return new Workplace(pipeline, named.with(filled), embedded, unnamed);
    }

    /// The pipeline on services that are there already; closing it leaves them alone.
    public static Workplace on(Services services, Project project, String name) {
        Map<String, String> variables = new HashMap<>(services.environment());
        variables.put(Environment.PIPELINE, name);
        variables.put(Environment.PIPELINES, project.pipelines().toString());
        return new Workplace(
                project.pipeline(name), new Environment(variables), Optional.empty(), Set.of());
    }

    private static Set<Part> unnamed(Environment named, Needs needs) {
        Set<Part> unnamed =
                switch (needs) {
                    case LAKE -> EnumSet.of(Part.LAKE);
                    case LAKE_AND_WAREHOUSE -> EnumSet.of(Part.LAKE, Part.WAREHOUSE);
                    case EVERYTHING -> EnumSet.allOf(Part.class);
                };
        unnamed.removeIf(part -> names(named, part));
        return unnamed;
    }

    private static boolean names(Environment environment, Part part) {
        return switch (part) {
            case SOURCE -> names(environment, Environment.SOURCE_URL, Environment.SOURCE_SECRET);
            case WAREHOUSE ->
                    names(environment, Environment.WAREHOUSE_URL, Environment.WAREHOUSE_SECRET);
            case LAKE ->
                    names(environment, Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET);
        };
    }

    private static boolean names(Environment environment, String one, String other) {
        return environment.optional(one).isPresent() || environment.optional(other).isPresent();
    }

    /// Embedded buckets come with the endpoint and the credentials of the embedded S3.
    private static void fill(Map<String, String> variables, Map<String, String> embedded) {
        variables.putAll(embedded);
        if (embedded.containsKey(Environment.INGESTION_BUCKET)) {
            variables.put("AWS_SESSION_TOKEN", "");
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

    /// Refuses one bucket for both zones, which would hide each other's runs.
    public Workplace requireTwoBuckets() {
        if (ingestionBucket().equals(processedBucket())) {
            throw TerminalFailure.configuration(
                    "%s and %s name the same bucket: the runs of one zone would hide those of the other"
                            .formatted(Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET),
                    "name two buckets");
        }
        return this;
    }

    /// What is not named, in the order of a row's journey; empty when everything needed is.
    public Set<Part> embedded() {
        return unnamed;
    }

    /// Whether the source is an embedded one, which nobody but Tidemark fills.
    public boolean hasEmbeddedSource() {
        return unnamed.contains(Part.SOURCE);
    }

    /// Whether the source is an empty embedded one, and one that we can fill.
    public boolean hasUnfilledSource() {
        return hasEmbeddedSource() && pipeline.name().equals(FILLED) && !hasTables(source());
    }

    private static boolean hasTables(Database database) {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(TABLES);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1) > 0;
        } catch (SQLException e) {
            throw database.failure(e, "looking for tables");
        }
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
        return new RunHistory(ingested(), processed(), Wiring.loadedRuns(environment));
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
