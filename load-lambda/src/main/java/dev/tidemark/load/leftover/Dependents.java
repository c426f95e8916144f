package dev.tidemark.load.leftover;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What stands on tables or columns. Postgres removes none of them before it.
record Dependents(Connection connection) {

    /// Views over views come first: in this order they can be dropped.
    private static final String VIEWS =
            """
            with recursive edge as (
                select distinct
                    dependency.refobjid as below,
                    dependency.refobjsubid as number,
                    view.oid as above
                from pg_depend as dependency
                join pg_rewrite as rule on rule.oid = dependency.objid
                join pg_class as view on view.oid = rule.ev_class and view.relkind in ('v', 'm')
                where dependency.classid = 'pg_rewrite'::regclass
                    and dependency.refclassid = 'pg_class'::regclass
                    and dependency.refobjid <> view.oid
            ), standing (oid, depth) as (
                select edge.above, 1 from edge
                where edge.below = any (select to_regclass(name)::oid from unnest(?::text[]) as name)
                    and (
                        ?::text = ''
                        or exists (
                            select from pg_attribute as attribute
                            where attribute.attrelid = edge.below
                                and attribute.attnum = edge.number
                                and attribute.attname = ?
                        )
                    )
                union
                select edge.above, standing.depth + 1
                from standing join edge on edge.below = standing.oid
            )
            select
                case view.relkind when 'm' then 'materialized view' else 'view' end as kind,
                format('%I.%I', schema.nspname, view.relname) as name
            from standing
            join pg_class as view on view.oid = standing.oid
            join pg_namespace as schema on schema.oid = view.relnamespace
            group by view.relkind, schema.nspname, view.relname
            order by max(standing.depth) desc, 2
            """;

    private static final String FOREIGN_KEYS =
            """
            with gone as (select to_regclass(name)::oid as oid from unnest(?::text[]) as name)
            select format(
                'alter table %I.%I drop constraint %I;',
                schema.nspname, relation.relname, foreign_key.conname
            )
            from pg_constraint as foreign_key
            join pg_class as relation on relation.oid = foreign_key.conrelid
            join pg_namespace as schema on schema.oid = relation.relnamespace
            where foreign_key.contype = 'f' and foreign_key.conparentid = 0
                and foreign_key.confrelid in (select oid from gone)
                and foreign_key.conrelid not in (select oid from gone)
            order by 1
            """;

    /// A view that has to be dropped.
    ///
    /// @param kind as `drop` calls it
    /// @param name as SQL names it
    record View(String kind, String name) {

        String drop() {
            return "drop %s %s;".formatted(kind, name);
        }
    }

    /// Views over tables, or those that show a column of them.
    ///
    /// @param tables as SQL names them
    List<View> views(Collection<String> tables, Optional<String> column) throws SQLException {
        Array names = connection.createArrayOf("text", tables.toArray());
        try (PreparedStatement query = connection.prepareStatement(VIEWS)) {
            query.setArray(1, names);
            query.setString(2, column.orElse(""));
            query.setString(3, column.orElse(""));
            List<View> views = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    views.add(new View(row.getString("kind"), row.getString("name")));
                }
            }
            return views;
        } finally {
            names.free();
        }
    }

    /// The SQL that frees tables from the keys of others.
    ///
    /// @param tables as SQL names them
    List<String> keysDropped(Collection<String> tables) throws SQLException {
        Array names = connection.createArrayOf("text", tables.toArray());
        try (PreparedStatement query = connection.prepareStatement(FOREIGN_KEYS)) {
            query.setArray(1, names);
            List<String> drops = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    drops.add(row.getString(1));
                }
            }
            return drops;
        } finally {
            names.free();
        }
    }
}
