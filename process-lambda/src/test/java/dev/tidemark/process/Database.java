package dev.tidemark.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A DuckDB of a test's own, apart from the one under test.
final class Database implements AutoCloseable {

    private final Connection connection;

    Database() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute("set TimeZone = 'UTC'");
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Rows as texts, in an order that the rows decide.
    List<List<String>> rows(String select) {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(List.copyOf(row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(select, e);
        }
        rows.sort(Comparator.comparing(Object::toString));
        return rows;
    }

    long number(String select) {
        return Long.parseLong(rows(select).getFirst().getFirst());
    }

    void write(String select, Path file) {
        execute("copy (%s) to '%s' (format parquet)".formatted(select, file));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
