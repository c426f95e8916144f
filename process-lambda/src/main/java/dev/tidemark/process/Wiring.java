package dev.tidemark.process;

import dev.tidemark.environment.Environment;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.KeptFiles;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Identities;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/// Builds the process stage from the environment.
public final class Wiring {

    /// What the JVM, the native library and the engine's own overhead take of a function's memory.
    private static final int OTHER_MEGABYTES = 312;

    private static final int FUNCTION_MEGABYTES = 512;
    private static final int FUNCTION_MEGABYTES_MAX = 10_240;

    /// A function of less memory has two threads all the same: Lambda shows it two processors, and gives it its share of them.
    private static final int THREADS_MIN = 2;

    /// A function of so much memory has one processor.
    private static final int MEGABYTES_OF_A_PROCESSOR = 1769;

    private Wiring() {}

    public static Processing processing(Environment environment, Progress progress) {
        S3Client client = LakeClient.from(environment);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new Processing(
                pipeline(environment),
                new Zones(
                        new S3Zone(client, environment.require(Environment.INGESTION_BUCKET)),
                        new S3Zone(client, environment.require(Environment.PROCESSED_BUCKET))),
                engine(environment, Runtime.getRuntime().availableProcessors()),
                temporary,
                kept(temporary),
                new Identities(new SecureRandom()),
                Clock.systemUTC(),
                progress);
    }

    /// Goes with the process: a function keeps it as long as it is warm.
    private static KeptFiles kept(Path temporary) {
        var kept = new KeptFiles(temporary);
        Runtime.getRuntime().addShutdownHook(new Thread(kept::close));
        return kept;
    }

    private static Pipeline pipeline(Environment environment) {
        return PipelineFolder.read(
                Path.of(environment.optional(Environment.PIPELINES).orElse("pipelines")),
                environment.require(Environment.PIPELINE));
    }

    /// What is not on Lambda has the bounds of the smallest function, however many processors are there: each thread wants
    /// memory of its own.
    static DuckDb engine(Environment environment, int processors) {
        int function =
                environment
                        .optional("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
                        .map(Integer::parseInt)
                        .map(size -> Math.clamp(size, FUNCTION_MEGABYTES, FUNCTION_MEGABYTES_MAX))
                        .orElse(FUNCTION_MEGABYTES);
        int bought = Math.ceilDiv(function, MEGABYTES_OF_A_PROCESSOR);
        return new DuckDb(
                function - OTHER_MEGABYTES, Math.max(THREADS_MIN, Math.min(processors, bought)));
    }
}
