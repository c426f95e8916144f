package dev.tidemark.ingest;

import dev.tidemark.environment.Environment;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.Logins;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Identities;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// Builds the ingest stage from the environment.
public final class Wiring {

    private Wiring() {}

    /// The stage of the pipeline that the environment names.
    public static Ingestion ingestion(Environment environment, Progress progress) {
        Pipeline pipeline =
                PipelineFolder.read(
                        Path.of(environment.optional(Environment.PIPELINES).orElse("pipelines")),
                        environment.require(Environment.PIPELINE));
        return ingestion(environment, pipeline, progress);
    }

    public static Ingestion ingestion(
            Environment environment, Pipeline pipeline, Progress progress) {
        Zone zone =
                new S3Zone(
                        LakeClient.from(environment),
                        environment.require(Environment.INGESTION_BUCKET));
        return new Ingestion(
                pipeline,
                new Source(Logins.source(environment), Steps.UNDISTURBED),
                zone,
                Clock.systemUTC(),
                new Identities(new SecureRandom()),
                progress,
                Steps.UNDISTURBED);
    }
}
