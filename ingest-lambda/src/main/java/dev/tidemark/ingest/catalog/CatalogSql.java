package dev.tidemark.ingest.catalog;

/// The two queries that read the catalog. They read `pg_catalog`, which shows what exists even
/// where `information_schema` hides it from a SELECT-only role, and only by MVCC, so that the answer
/// is as old as the snapshot.
final class CatalogSql {

    /// Ordinary tables and the roots of partitioned ones, with the leaves of the latter.
    static final String TABLES =
            """
            with recursive root as (
                select c.oid, n.nspname, c.relname, c.relkind, c.relrowsecurity,
                       c.relforcerowsecurity, n.oid as schema_oid
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition
                  and c.relpersistence <> 't' and n.nspname = any (?)
            ), tree as (
                select oid as root, oid from root where relkind = 'p'
                union all
                select tree.root, i.inhrelid from tree join pg_inherits i on i.inhparent = tree.oid
            ), leaf as (
                select tree.root, c.oid, c.relname, c.relkind
                from tree join pg_class c on c.oid = tree.oid
                where c.relkind <> 'p'
            )
            select root.oid, root.nspname, root.relname, root.relkind,
                   has_schema_privilege(root.schema_oid, 'usage')
                       and has_table_privilege(root.oid, 'select') as readable,
                   row_security_active(root.oid) as filtered,
                   root.relrowsecurity || ',' || root.relforcerowsecurity || coalesce((
                       select string_agg(
                           a.attrelid || '.' || a.attname || '=' || a.attmissingval::text, ','
                           order by a.attrelid, a.attnum)
                       from leaf join pg_attribute a on a.attrelid = leaf.oid
                       where leaf.root = root.oid and a.atthasmissing and not a.attisdropped
                   ), '') as rules,
                   array(
                       select a.attname::text
                       from pg_index i
                       cross join unnest(i.indkey) with ordinality as k (attnum, place)
                       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                       where i.indrelid = root.oid and i.indisprimary and k.place <= i.indnkeyatts
                       order by k.place
                   ) as key,
                   array(
                       select leaf.oid::bigint from leaf where leaf.root = root.oid order by 1
                   ) as leaves,
                   array(
                       select leaf.relname::text from leaf
                       where leaf.root = root.oid and leaf.relkind <> 'r' order by 1
                   ) as foreign_leaves
            from root
            order by root.nspname collate "C", root.relname collate "C"
            """;

    /// Since Postgres 18 a NOT NULL may be declared and not yet valid: such a column may lack values.
    static final String COLUMNS =
            """
            select a.attrelid::bigint, a.attnum, a.attname, tn.nspname, t.typname, t.typtype,
                   a.atttypmod,
                   a.attnotnull and not exists (
                       select from pg_constraint c
                       where c.conrelid = a.attrelid and c.contype = 'n'
                         and not c.convalidated and a.attnum = any (c.conkey)
                   ) as required,
                   concat_ws(',',
                       case when a.atthasmissing then 'missing ' || a.attmissingval::text end,
                       case when a.attgenerated <> ''
                           then 'generated ' || pg_get_expr(d.adbin, d.adrelid) end,
                       case when t.typtype = 'e' then 'labels ' || (
                           select string_agg(e.oid || '=' || quote_literal(e.enumlabel), ','
                                             order by e.oid)
                           from pg_enum e where e.enumtypid = t.oid) end
                   ) as hidden
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            join pg_namespace tn on tn.oid = t.typnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """;

    private CatalogSql() {}
}
