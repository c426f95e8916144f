package dev.tidemark.local.services;

import dev.tidemark.services.Durability;
import dev.tidemark.services.EmbeddedS3;
import dev.tidemark.services.PostgresCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The running services of a home folder, at most three: two Postgres clusters, as source and warehouse are two servers
/// in real life, and one S3.
record Trio(Map<Part, PostgresCluster> clusters, Optional<EmbeddedS3> s3) {

    /// The databases that the clusters hold.
    private static final Map<Part, String> DATABASES =
            Map.of(Part.SOURCE, "totesys", Part.WAREHOUSE, "warehouse");

    /// Starts the parts side by side; a first start is mostly `initdb`.
    static Trio start(Path home, Set<Part> parts) {
        Map<Part, CompletableFuture<PostgresCluster>> starting = new EnumMap<>(Part.class);
        DATABASES.forEach(
                (part, database) -> {
                    if (parts.contains(part)) {
                        starting.put(part, aside(() -> started(cluster(home, part), database)));
                    }
                });
        var s3 = parts.contains(Part.LAKE) ? Optional.of(lake(home)) : Optional.<EmbeddedS3>empty();
        try {
            Map<Part, PostgresCluster> clusters = new EnumMap<>(Part.class);
            starting.forEach((part, cluster) -> clusters.put(part, result(cluster)));
            return new Trio(clusters, s3);
        } catch (RuntimeException e) {
            s3.ifPresent(EmbeddedS3::close);
            throw e;
        }
    }

    private static EmbeddedS3 lake(Path home) {
        var s3 = EmbeddedS3.start(home.resolve("s3"));
        s3.createBucket(Endpoints.INGESTION_BUCKET);
        s3.createBucket(Endpoints.PROCESSED_BUCKET);
        return s3;
    }

    /// Both clusters of a home folder, whether they run or not.
    static List<PostgresCluster> allClusters(Path home) {
        return DATABASES.keySet().stream().map(part -> cluster(home, part)).toList();
    }

    private static PostgresCluster cluster(Path home, Part part) {
        return switch (part) {
            case SOURCE -> PostgresCluster.in(home.resolve("source"), Durability.FULL);
            case WAREHOUSE -> PostgresCluster.in(home.resolve("warehouse"), Durability.FULL);
            case LAKE -> throw new IllegalArgumentException("no Postgres: " + part);
        };
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
        Map<Part, Long> pids = new EnumMap<>(Part.class);
        Map<Part, String> addresses = new EnumMap<>(Part.class);
        DATABASES.forEach(
                (part, database) -> {
                    PostgresCluster cluster = clusters.get(part);
                    if (cluster != null) {
                        pids.put(part, cluster.pid().orElseThrow());
                        addresses.put(part, cluster.url(database));
                    }
                });
        s3.ifPresent(lake -> addresses.put(Part.LAKE, lake.endpoint().toString()));
        return new Registration(
                ProcessHandle.current().pid(), hosting, pids, new Endpoints(addresses));
    }

    void stop() {
        s3.ifPresent(EmbeddedS3::close);
        List<CompletableFuture<PostgresCluster>> stopping = new ArrayList<>();
        clusters.values().forEach(cluster -> stopping.add(aside(() -> stopped(cluster))));
        stopping.forEach(Trio::result);
    }

    private static PostgresCluster stopped(PostgresCluster cluster) {
        cluster.stop();
        return cluster;
    }
}
