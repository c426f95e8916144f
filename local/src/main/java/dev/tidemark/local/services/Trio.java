package dev.tidemark.local.services;

import dev.tidemark.services.Durability;
import dev.tidemark.services.EmbeddedS3;
import dev.tidemark.services.PostgresCluster;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The running services of a home folder: two Postgres clusters, as source and warehouse are two servers in real life,
/// and one S3.
record Trio(PostgresCluster source, PostgresCluster warehouse, EmbeddedS3 s3) {

    static final String SOURCE_DATABASE = "totesys";
    static final String WAREHOUSE_DATABASE = "warehouse";

    /// Starts all three side by side; a first start is mostly two times `initdb`.
    static Trio start(Path home) {
        var source = aside(() -> started(sourceCluster(home), SOURCE_DATABASE));
        var warehouse = aside(() -> started(warehouseCluster(home), WAREHOUSE_DATABASE));
        var s3 = EmbeddedS3.start(home.resolve("s3"));
        try {
            s3.createBucket(Endpoints.INGESTION_BUCKET);
            s3.createBucket(Endpoints.PROCESSED_BUCKET);
            return new Trio(result(source), result(warehouse), s3);
        } catch (RuntimeException e) {
            s3.close();
            throw e;
        }
    }

    static PostgresCluster sourceCluster(Path home) {
        return PostgresCluster.in(home.resolve("source"), Durability.FULL);
    }

    static PostgresCluster warehouseCluster(Path home) {
        return PostgresCluster.in(home.resolve("warehouse"), Durability.FULL);
    }

    private static PostgresCluster started(PostgresCluster cluster, String database) {
        cluster.start();
        if (!cluster.databases().contains(database)) {
            cluster.createDatabase(database);
        }
        return cluster;
    }

    private static <T> CompletableFuture<T> aside(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                result.complete(work.get());
                            } catch (RuntimeException | Error e) {
                                result.completeExceptionally(e);
                            }
                        });
        return result;
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    Registration registration(Hosting hosting) {
        return new Registration(
                ProcessHandle.current().pid(),
                hosting,
                source.pid().orElseThrow(),
                warehouse.pid().orElseThrow(),
                new Endpoints(
                        source.url(SOURCE_DATABASE),
                        warehouse.url(WAREHOUSE_DATABASE),
                        s3.endpoint().toString()));
    }

    void stop() {
        s3.close();
        var stopping = aside(() -> stopped(source));
        stopped(warehouse);
        result(stopping);
    }

    private static PostgresCluster stopped(PostgresCluster cluster) {
        cluster.stop();
        return cluster;
    }
}
