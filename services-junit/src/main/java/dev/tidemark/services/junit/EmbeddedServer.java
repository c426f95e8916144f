package dev.tidemark.services.junit;

import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// A throwaway cluster from the embedded binaries. It ends with this process, even if that is killed.
record EmbeddedServer(PostgresCluster cluster, Lifeline lifeline) implements TestServer {

    static EmbeddedServer start() {
        try {
            Path folder = Files.createTempDirectory("tidemark-test-postgres");
            var lifeline = Lifeline.of(folder);
            return new EmbeddedServer(
                    PostgresCluster.in(folder, Durability.NONE).start(), lifeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url(String database) {
        return cluster.url(database);
    }

    @Override
    public String url(String database, String role, String password) {
        return cluster.url(database, role, password);
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return cluster.connect(database);
    }

    @Override
    public void close() {
        cluster.kill();
        lifeline.close();
    }
}
