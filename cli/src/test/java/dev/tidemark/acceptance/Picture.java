package dev.tidemark.acceptance;

import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything that a command could have written: the objects of both zones; of both databases the
/// relations with their files and rights, the schemas, and every row.
public record Picture(
        List<String> objects, Map<String, String> source, Map<String, String> warehouse) {

    private static final String OURS = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    private static final String RELATIONS =
            """
            select c.oid::regclass::text, c.relkind, c.relfilenode, c.relacl, c.relnatts
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where %s
            """
                    .formatted(OURS);

    private static final String SCHEMAS =
            "select n.nspname, n.nspacl, n.nspowner from pg_namespace as n where " + OURS;

    private static final String TABLES =
            """
            select c.oid::regclass::text
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind = 'r' and %s
            """
                    .formatted(OURS);

    public static Picture of(World world) {
        return new Picture(world.objects(), of(world.source()), of(world.warehouse()));
    }

    private static Map<String, String> of(TestDatabase database) {
        try (var connection = database.connect()) {
            return of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> of(Connection connection) throws SQLException {
        Map<String, String> seen = new TreeMap<>();
        Sql.rows(connection, RELATIONS)
                .forEach(row -> seen.put("relation " + row.getFirst(), row.toString()));
        Sql.rows(connection, SCHEMAS)
                .forEach(row -> seen.put("schema " + row.getFirst(), row.toString()));
        for (List<String> table : Sql.rows(connection, TABLES)) {
            String name = table.getFirst();
            seen.put(
                    "rows of " + name,
                    Sql.rows(
                                    connection,
                                    "select md5(string_agg(t::text, '|' order by t::text)) from %s as t"
                                            .formatted(name))
                            .toString());
        }
        return seen;
    }
}
