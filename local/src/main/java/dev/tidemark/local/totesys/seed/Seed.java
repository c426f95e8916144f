package dev.tidemark.local.totesys.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Fills an empty database with a history: all of it or, when something fails, nothing.
public record Seed(History history) {

    /// Sorts for keys stay in memory up to here.
    private static final String SORT_MEMORY = "set local maintenance_work_mem = '256MB'";

    /// @param connection in auto-commit mode
    public void sow(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SORT_MEMORY);
            statement.execute(script("tables.sql"));
            statement.execute(script("people_and_places.sql"));
            new LargeTables(connection, history).copy();
            statement.execute(script("keys.sql"));
            statement.execute("analyze");
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static String script(String name) {
        try (var stream = Seed.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not beside its class");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
