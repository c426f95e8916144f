package dev.tidemark.docs;

import dev.tidemark.postgres.Database;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Prints the rows of a query as psql does: the embedded servers come without it.
record Psql(Database database) {

    private static final Set<Integer> NUMBERS =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DOUBLE);

    private record Column(String name, boolean isNumber, List<String> values) {

        int width() {
            return Math.max(
                    name.length(), values.stream().mapToInt(String::length).max().orElse(0));
        }

        String head() {
            int before = (width() - name.length()) / 2;
            return " ".repeat(before) + name + " ".repeat(width() - name.length() - before);
        }

        String cell(int row) {
            String blanks = " ".repeat(width() - values.get(row).length());
            return isNumber ? blanks + values.get(row) : values.get(row) + blanks;
        }
    }

    List<String> print(String query) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            return statement.execute(query)
                    ? table(statement.getResultSet())
                    : List.of(done(query, statement.getUpdateCount()));
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static String done(String statement, int rows) {
        return statement.split(" ", 2)[0].toUpperCase(Locale.ROOT) + " " + rows;
    }

    private static List<String> table(ResultSet rows) throws SQLException {
        List<Column> columns = columns(rows.getMetaData());
        int count = 0;
        while (rows.next()) {
            for (int i = 0; i < columns.size(); i++) {
                String value = rows.getString(i + 1);
                columns.get(i).values().add(value == null ? "" : value);
            }
            count++;
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::head).toList(), " | ", " "));
        lines.add(line(columns.stream().map(c -> "-".repeat(c.width())).toList(), "-+-", "-"));
        for (int row = 0; row < count; row++) {
            int at = row;
            lines.add(line(columns.stream().map(c -> c.cell(at)).toList(), " | ", " "));
        }
        lines.add(count == 1 ? "(1 row)" : "(" + count + " rows)");
        return lines;
    }

    private static List<Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(
                    new Column(
                            meta.getColumnLabel(i),
                            NUMBERS.contains(meta.getColumnType(i)),
                            new ArrayList<>()));
        }
        return columns;
    }

    private static String line(List<String> cells, String between, String around) {
        return (around + String.join(between, cells) + around).stripTrailing();
    }
}
