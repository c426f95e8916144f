package dev.tidemark.services.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A Postgres in a container.
record ContainerServer(PostgreSQLContainer container) implements TestServer {

    private static final String IMAGE = "postgres:18-alpine";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    /// Looks for a socket first: asking Docker costs seconds where there is none.
    static boolean isPossible() {
        boolean named = System.getenv("DOCKER_HOST") != null || Files.exists(SOCKET);
        return named && DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerServer start() {
        var container =
                new PostgreSQLContainer(IMAGE)
                        .withUsername("tidemark")
                        .withPassword("tidemark")
                        .withCommand(
                                "postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                                        + " -c max_prepared_transactions=10 -c TimeZone=UTC");
        container.start();
        return new ContainerServer(container);
    }

    @Override
    public String url(String database) {
        return url(database, container.getUsername(), container.getPassword());
    }

    @Override
    public String url(String database, String role, String password) {
        return "postgresql://" + role + ":" + password + "@" + address() + "/" + database;
    }

    @Override
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", container.getUsername());
        properties.setProperty("password", container.getPassword());
        return new org.postgresql.Driver()
                .connect("jdbc:postgresql://" + address() + "/" + database, properties);
    }

    private String address() {
        return container.getHost()
                + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public void close() {
        container.stop();
    }
}
