package dev.tidemark.load.target;

import dev.tidemark.column.Types;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads tables as `pg_catalog` describes them; `information_schema` would hide what this login may
/// not touch.
public final class Catalog {

    private static final String COLUMNS =
            """
            select
                relation.relname,
                relation.relkind = 'p' as partitioned,
                pg_has_role(relation.relowner, 'usage') as owned,
                attribute.attname,
                format_type(attribute.atttypid, attribute.atttypmod) as type,
                type_schema.nspname as type_schema,
                type.typname,
                type.typtype,
                base.modifier,
                attribute.attnotnull and not attribute.atthasdef and attribute.attidentity = ''
                    as needed,
                exists (
                    select from pg_index as index
                    where index.indrelid = relation.oid and index.indisprimary
                        and attribute.attnum = any (index.indkey)
                ) as in_primary_key,
                array(
                    select index.indexrelid::bigint from pg_index as index
                    where index.indrelid = relation.oid and index.indisunique
                        and index.indpred is null and index.indexprs is null
                        and attribute.attnum = any (index.indkey[0:index.indnkeyatts - 1])
                ) as unique_indexes
            from pg_class as relation
            join pg_namespace as schema on schema.oid = relation.relnamespace
            join pg_attribute as attribute on attribute.attrelid = relation.oid
            cross join lateral (
                with recursive step as (
                    select attribute.atttypid as oid, attribute.atttypmod as modifier, 0 as depth
                    union all
                    select domain.typbasetype, domain.typtypmod, step.depth + 1
                    from step join pg_type as domain on domain.oid = step.oid
                    where domain.typtype = 'd'
                )
                select oid, modifier from step order by depth desc limit 1
            ) as base
            join pg_type as type on type.oid = base.oid
            join pg_namespace as type_schema on type_schema.oid = type.typnamespace
            where schema.nspname = ? and relation.relname = any (?)
                and relation.relkind in ('r', 'p')
                and attribute.attnum > 0 and not attribute.attisdropped
            order by relation.relname, attribute.attnum
            """;

    private static final String NAMES =
            """
            select relation.relname from pg_class as relation
            join pg_namespace as schema on schema.oid = relation.relnamespace
            where schema.nspname = ? and relation.relkind in ('r', 'p')
                and not relation.relispartition
            """;

    private Catalog() {}

    /// The tables of those names, as far as they exist.
    public static Map<String, TargetTable> read(
            Connection connection, String schema, Collection<String> names) throws SQLException {
        Array array = connection.createArrayOf("text", names.toArray());
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, schema);
            query.setArray(2, array);
            try (ResultSet row = query.executeQuery()) {
                return tables(schema, row);
            }
        } finally {
            array.free();
        }
    }

    /// The names of all tables in a schema.
    public static List<String> names(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NAMES)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }

    private static Map<String, TargetTable> tables(String schema, ResultSet row)
            throws SQLException {
        Map<String, TargetTable> tables = new LinkedHashMap<>();
        boolean more = row.next();
        while (more) {
            String name = row.getString("relname");
            boolean partitioned = row.getBoolean("partitioned");
            boolean owned = row.getBoolean("owned");
            List<TargetColumn> columns = new ArrayList<>();
            List<String> primaryKey = new ArrayList<>();
            Map<Long, Set<String>> uniqueKeys = new LinkedHashMap<>();
            do {
                TargetColumn column = column(row);
                columns.add(column);
                if (row.getBoolean("in_primary_key")) {
                    primaryKey.add(column.name());
                }
                for (Long index : (Long[]) row.getArray("unique_indexes").getArray()) {
                    uniqueKeys
                            .computeIfAbsent(index, i -> new LinkedHashSet<>())
                            .add(column.name());
                }
                more = row.next();
            } while (more && row.getString("relname").equals(name));
            tables.put(
                    name,
                    new TargetTable(
                            schema,
                            name,
                            partitioned ? TargetTable.Layout.PARTITIONED : TargetTable.Layout.PLAIN,
                            owned ? TargetTable.Ownership.OURS : TargetTable.Ownership.FOREIGN,
                            columns,
                            primaryKey,
                            uniqueKeys.values()));
        }
        return tables;
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        return new TargetColumn(
                row.getString("attname"),
                row.getString("type"),
                Types.find(
                        row.getString("type_schema"),
                        row.getString("typname"),
                        row.getString("typtype"),
                        row.getInt("modifier")),
                row.getBoolean("needed"));
    }
}
