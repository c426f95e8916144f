package dev.tidemark.cli.init;

import dev.tidemark.cli.init.FoundTable.Obstacle;
import dev.tidemark.column.Types;
import dev.tidemark.postgres.Database;
import dev.tidemark.runlog.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at the catalog of a source, and at no row.
final class Survey {

    private final Connection connection;
    private final Map<Long, List<FoundColumn>> columns = new HashMap<>();
    private final Map<Long, List<Key>> keys = new HashMap<>();

    private Survey(Connection connection) {
        this.connection = connection;
    }

    /// A unique index.
    private record Key(boolean primary, String index, List<String> columns) {}

    /// The schemas that hold tables.
    static List<String> schemas(Database source) {
        try (Connection connection = source.connect();
                PreparedStatement query = connection.prepareStatement(SurveySql.SCHEMAS);
                ResultSet row = query.executeQuery()) {
            List<String> schemas = new ArrayList<>();
            while (row.next()) {
                schemas.add(row.getString(1));
            }
            return schemas;
        } catch (SQLException e) {
            throw source.failure(e, "looking for schemas");
        }
    }

    /// The tables of those schemas, in the order of their names.
    static List<FoundTable> tables(Database source, List<String> schemas) {
        try (Connection connection = source.connect()) {
            return new Survey(connection).tables(schemas);
        } catch (SQLException e) {
            throw source.failure(e, "looking for tables");
        }
    }

    /// What can be selected from in those schemas and is no table.
    static List<Unfollowed> unfollowed(Database source, List<String> schemas) {
        try (Connection connection = source.connect();
                PreparedStatement query = connection.prepareStatement(SurveySql.UNFOLLOWED)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            List<Unfollowed> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new Unfollowed(
                                    new TableName(
                                            row.getString("nspname"), row.getString("relname")),
                                    Unfollowed.Kind.valueOf(row.getString("kind"))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw source.failure(e, "looking for views and foreign tables");
        }
    }

    private List<FoundTable> tables(List<String> schemas) throws SQLException {
        List<Long> oids = new ArrayList<>();
        List<FoundTable> bare = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SurveySql.TABLES)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    oids.add(row.getLong("oid"));
                    bare.add(bare(row));
                }
            }
        }
        readColumns(oids);
        readKeys(oids);
        List<FoundTable> tables = new ArrayList<>();
        for (int i = 0; i < bare.size(); i++) {
            tables.add(whole(bare.get(i), oids.get(i)));
        }
        return tables;
    }

    private static FoundTable bare(ResultSet row) throws SQLException {
        List<Obstacle> obstacles = new ArrayList<>();
        if (row.getBoolean("of_extension")) {
            obstacles.add(Obstacle.OF_AN_EXTENSION);
        }
        if (!row.getBoolean("readable")) {
            obstacles.add(Obstacle.UNREADABLE);
        }
        if (row.getBoolean("filtered")) {
            obstacles.add(Obstacle.FILTERED);
        }
        if (row.getBoolean("in_part_foreign")) {
            obstacles.add(Obstacle.FOREIGN_PARTITION);
        }
        return new FoundTable(
                new TableName(row.getString("nspname"), row.getString("relname")),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                obstacles,
                Optional.ofNullable(row.getString("comment")));
    }

    private FoundTable whole(FoundTable bare, long oid) {
        List<FoundColumn> found = columns.getOrDefault(oid, List.of());
        Set<String> required =
                found.stream()
                        .filter(FoundColumn::required)
                        .map(FoundColumn::name)
                        .collect(Collectors.toCollection(HashSet::new));
        List<Key> unique = keys.getOrDefault(oid, List.of());
        return new FoundTable(
                bare.name(),
                found,
                unique.stream()
                        .filter(Key::primary)
                        .findFirst()
                        .map(Key::columns)
                        .orElse(List.of()),
                unique.stream()
                        .filter(key -> required.containsAll(key.columns()))
                        .findFirst()
                        .map(Key::index),
                unique.stream().filter(key -> !key.primary()).map(Key::columns).distinct().toList(),
                bare.obstacles(),
                bare.comment());
    }

    private void readColumns(List<Long> oids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SurveySql.COLUMNS)) {
            query.setArray(1, connection.createArrayOf("oid", oids.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong("attrelid"), oid -> new ArrayList<>())
                            .add(column(row));
                }
            }
        }
    }

    private static FoundColumn column(ResultSet row) throws SQLException {
        return new FoundColumn(
                row.getString("attname"),
                Types.find(
                        row.getString("nspname"),
                        row.getString("typname"),
                        row.getString("typtype"),
                        row.getInt("modifier")),
                row.getString("spelled"),
                row.getBoolean("required"),
                Optional.ofNullable(row.getString("comment")));
    }

    private void readKeys(List<Long> oids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SurveySql.KEYS)) {
            query.setArray(1, connection.createArrayOf("oid", oids.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getLong("indrelid"), oid -> new ArrayList<>())
                            .add(
                                    new Key(
                                            row.getBoolean("indisprimary"),
                                            row.getString("relname"),
                                            List.of(
                                                    (String[])
                                                            row.getArray("columns").getArray())));
                }
            }
        }
    }
}
