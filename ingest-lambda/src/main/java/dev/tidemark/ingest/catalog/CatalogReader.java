package dev.tidemark.ingest.catalog;

import dev.tidemark.column.Column;
import dev.tidemark.runlog.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what the catalog says about all tables of some schemas.
final class CatalogReader {

    private CatalogReader() {}

    static List<FoundTable> read(Connection connection, List<String> schemas) throws SQLException {
        List<FoundTable> bare = tables(connection, schemas);
        Map<Long, List<FoundColumn>> columns =
                columns(connection, bare.stream().map(FoundTable::oid).toList());
        return bare.stream()
                .map(table -> with(table, columns.getOrDefault(table.oid(), List.of())))
                .toList();
    }

    /// The names of all schemas but Postgres' own.
    static List<String> schemas(Connection connection) throws SQLException {
        String sql = "select nspname from pg_namespace where nspname !~ '^pg_' order by 1";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }

    private static FoundTable with(FoundTable table, List<FoundColumn> columns) {
        return new FoundTable(
                table.oid(),
                table.name(),
                table.kind(),
                table.access(),
                table.leaves(),
                table.foreignLeaves(),
                table.key(),
                columns,
                table.rules());
    }

    private static List<FoundTable> tables(Connection connection, List<String> schemas)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CatalogSql.TABLES)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = query.executeQuery()) {
                List<FoundTable> tables = new ArrayList<>();
                while (row.next()) {
                    tables.add(table(row));
                }
                return tables;
            }
        }
    }

    private static FoundTable table(ResultSet row) throws SQLException {
        return new FoundTable(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                row.getString("relkind").equals("p")
                        ? SourceTable.Kind.PARTITIONED
                        : SourceTable.Kind.ORDINARY,
                access(row),
                list(row.getArray("leaves"), Long.class),
                list(row.getArray("foreign_leaves"), String.class),
                list(row.getArray("key"), String.class),
                List.of(),
                row.getString("rules"));
    }

    private static FoundTable.Access access(ResultSet row) throws SQLException {
        boolean readable = row.getBoolean("readable");
        if (!row.getBoolean("in_schema")) {
            return readable ? FoundTable.Access.NO_USAGE : FoundTable.Access.NONE;
        }
        if (!readable) {
            return FoundTable.Access.NO_SELECT;
        }
        return row.getBoolean("filtered") ? FoundTable.Access.FILTERED : FoundTable.Access.WHOLE;
    }

    private static <T> List<T> list(Array array, Class<T> type) throws SQLException {
        List<T> list = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
            list.add(type.cast(element));
        }
        return list;
    }

    private static Map<Long, List<FoundColumn>> columns(
            Connection connection, Collection<Long> tables) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CatalogSql.COLUMNS)) {
            query.setArray(1, connection.createArrayOf("oid", tables.toArray()));
            try (ResultSet row = query.executeQuery()) {
                Map<Long, List<FoundColumn>> columns = new HashMap<>();
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong("attrelid"), table -> new ArrayList<>())
                            .add(column(row));
                }
                return columns;
            }
        }
    }

    private static FoundColumn column(ResultSet row) throws SQLException {
        return new FoundColumn(
                row.getInt("attnum"),
                row.getString("attname"),
                row.getString("nspname"),
                row.getString("typname"),
                row.getString("typtype"),
                row.getInt("modifier"),
                row.getString("spelled"),
                row.getBoolean("required")
                        ? Column.Nullability.REQUIRED
                        : Column.Nullability.NULLABLE,
                row.getString("hidden"));
    }
}
