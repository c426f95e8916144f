package dev.tidemark.load;

import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/// One Postgres for all tests of this module, and a database of its own for each test.
final class TestCluster {

    private static final PostgresCluster CLUSTER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestCluster() {}

    static PostgresCluster cluster() {
        return CLUSTER;
    }

    static String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        CLUSTER.createDatabase(name);
        return name;
    }

    private static PostgresCluster start() {
        try {
            PostgresCluster cluster =
                    PostgresCluster.in(Files.createTempDirectory("load-test-"), Durability.NONE);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            return cluster.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
