package dev.tidemark.services.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// An empty database of its own for one test. It is not dropped: open connections do not matter, the server is thrown
/// away as a whole.
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final TestServer server;
    private final Servers servers;
    private final String name;

    private TestDatabase(TestServer server, Servers servers, String name) {
        this.server = server;
        this.servers = servers;
        this.name = name;
    }

    static TestDatabase create(TestServer server, Servers servers) {
        String name = "test_" + COUNTER.incrementAndGet();
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database of a test", e);
        }
        return new TestDatabase(server, servers, name);
    }

    public String name() {
        return name;
    }

    /// `postgresql://user:password@host:port/database` for a superuser.
    public String url() {
        return server.url(name);
    }

    /// The same for a role that the test created.
    ///
    /// @param password without characters that a URL would have to encode
    public String url(String role, String password) {
        return server.url(name, role, password);
    }

    /// A new connection of the superuser, to be closed by the caller.
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /// Runs statements, each in a transaction of its own.
    public void execute(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Another empty database on the same server.
    public TestDatabase another() {
        return create(server, servers);
    }

    /// An empty database on a server of its own, with another system identifier. The server ends with the test class.
    public TestDatabase onAnotherServer() {
        return create(servers.another(), servers);
    }
}
