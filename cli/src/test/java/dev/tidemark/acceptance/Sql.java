package dev.tidemark.acceptance;

import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks a database, for tests.
public final class Sql {

    private Sql() {}

    public static void run(TestDatabase database, String... statements) {
        try {
            database.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    static long number(TestDatabase database, String query) {
        return Long.parseLong(row(database, query).getFirst());
    }

    /// The only row, each value as text.
    static List<String> row(TestDatabase database, String query) {
        return rows(database, query).getFirst();
    }

    /// All rows, each value as Postgres writes it.
    static List<List<String>> rows(TestDatabase database, String query) {
        try (var connection = database.connect()) {
            return rows(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    static List<List<String>> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            int columns = results.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(results.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    static List<String> columns(TestDatabase database, String query) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(query)) {
            var columns = statement.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
