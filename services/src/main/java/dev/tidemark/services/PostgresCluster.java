package dev.tidemark.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;

/// A Postgres cluster of our own in a folder: data, password and log. Data and port survive restarts, and a server whose
/// starter was killed is adopted. Listens on 127.0.0.1 only.
public final class PostgresCluster implements AutoCloseable {

    private static final String USER = "tidemark";
    private static final String CONNECT_SECONDS_MAX = "10";

    private final Path folder;
    private final Server server;

    private PostgresCluster(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /// The cluster of a folder, which the first start creates.
    public static PostgresCluster in(Path folder, Durability durability) {
        return in(folder, durability, Identity.ofThisProcess());
    }

    static PostgresCluster in(Path folder, Durability durability, Identity identity) {
        Path absolute = folder.toAbsolutePath().normalize();
        var program = new Program(PostgresBinaries.in(Cache.folder(identity)), identity, absolute);
        return new PostgresCluster(absolute, new Server(program, durability, absolute));
    }

    /// Starts the server or adopts the one that runs. Returns when it takes connections.
    public PostgresCluster start() {
        return FolderLock.during(folder, "lock", this::startAlone);
    }

    private PostgresCluster startAlone() {
        if (server.running().isEmpty()) {
            if (!Files.isDirectory(server.data())) {
                server.initialise(passwordFile(), USER);
            }
            server.start();
        }
        Readiness.await(() -> connect("postgres"), "the embedded Postgres in " + folder);
        return this;
    }

    /// Stops the server in order: open transactions are rolled back, everything committed is written.
    public void stop() {
        FolderLock.during(folder, "lock", this::stopAlone);
    }

    private PostgresCluster stopAlone() {
        if (server.running().isPresent()) {
            server.stop();
        }
        return this;
    }

    /// Ends the server at once, as a power failure would; the next start recovers.
    public void kill() {
        server.running().ifPresent(Postmaster::kill);
    }

    @Override
    public void close() {
        stop();
    }

    public OptionalLong pid() {
        return server.running().stream().mapToLong(it -> it.process().pid()).findFirst();
    }

    public int port() {
        return server.running()
                .map(Postmaster::port)
                .orElseThrow(
                        () -> new ServicesFailure("The Postgres in " + folder + " is not running"));
    }

    /// `postgresql://user:password@host:port/database` for the superuser of the cluster.
    public String url(String database) {
        return url(database, USER, password());
    }

    /// The same for another role.
    ///
    /// @param password without characters that a URL would have to encode
    public String url(String database, String role, String password) {
        return "postgresql://" + role + ":" + password + "@127.0.0.1:" + port() + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
        return new org.postgresql.Driver().connect(url, properties);
    }

    /// Creates an empty database.
    ///
    /// @param name lower case letters, digits and underscores
    public void createDatabase(String name) {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new ServicesFailure("Cannot create the database " + name, e);
        }
    }

    public List<String> databases() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select array_agg(datname::text) from pg_database")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        } catch (SQLException e) {
            throw new ServicesFailure("Cannot list the databases in " + folder, e);
        }
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private String password() {
        return Folders.read(passwordFile())
                .orElseThrow(
                        () -> new ServicesFailure("No Postgres was ever started in " + folder));
    }
}
