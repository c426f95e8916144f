package dev.tidemark.acceptance;

import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every row of every table of a warehouse, the ledger's included. When something was done, and what the server numbers by
/// itself, is no part of it.
public record Whole(Map<String, List<List<String>>> rows) {

    private static final String TABLES =
            """
            select quote_ident(nspname) || '.' || quote_ident(relname)
            from pg_class c join pg_namespace n on n.oid = relnamespace
            where nspname in ('public', 'tidemark') and relkind in ('r', 'p') and not relispartition
                and relname not like 'schema_history%'
            """;

    public static Whole of(TestDatabase warehouse) {
        try (var connection = warehouse.connect()) {
            Map<String, List<List<String>>> rows = new TreeMap<>();
            for (List<String> table : Sql.rows(connection, TABLES)) {
                String name = table.getFirst();
                rows.put(
                        name,
                        Sql.rows(
                                connection,
                                "select to_jsonb(t) - array['loaded_at', 'oid', 'ledger'] from %s as t order by 1"
                                        .formatted(name)));
            }
            return new Whole(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
