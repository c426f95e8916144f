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
                   has_schema_privilege(root.schema_oid, 'usage') as in_schema,
                   has_table_privilege(root.oid, 'select') as readable,
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

    /// Of a domain, the type below it. What changes the text of values without touching a row is
    /// looked for in every type that theirs is made of.
    ///
    /// Since Postgres 18 a NOT NULL may be declared and not yet valid: such a column may lack values.
    static final String COLUMNS =
            """
            select a.attrelid::bigint, a.attnum, a.attname, tn.nspname, t.typname, t.typtype,
                   base.modifier, format_type(t.oid, base.modifier) as spelled,
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
                           from pg_enum e where e.enumtypid = t.oid) end,
                       case when t.typtype in ('c', 'r') or t.typcategory = 'A' then parts.text end
                   ) as hidden
            from pg_attribute a
            cross join lateral (
                with recursive step as (
                    select a.atttypid as oid, a.atttypmod as modifier, 0 as depth
                    union all
                    select t.typbasetype, t.typtypmod, step.depth + 1
                    from step join pg_type t on t.oid = step.oid where t.typtype = 'd'
                )
                select oid, modifier from step order by depth desc limit 1
            ) as base
            join pg_type t on t.oid = base.oid
            join pg_namespace tn on tn.oid = t.typnamespace
            left join lateral (
                with recursive part as (
                    select t.oid
                    union
                    select deeper.oid
                    from part join pg_type p on p.oid = part.oid
                    cross join lateral (
                        select p.typelem as oid where p.typcategory = 'A'
                        union all select p.typbasetype where p.typtype = 'd'
                        union all select r.rngsubtype from pg_range r where r.rngtypid = p.oid
                        union all select m.atttypid from pg_attribute m
                        where p.typtype = 'c' and m.attrelid = p.typrelid
                          and m.attnum > 0 and not m.attisdropped
                    ) as deeper
                )
                select string_agg(coalesce(
                    (select 'labels ' || string_agg(
                         e.oid || '=' || quote_literal(e.enumlabel), ',' order by e.oid)
                     from pg_enum e where e.enumtypid = p.oid),
                    (select 'fields ' || string_agg(
                         m.attnum || '=' || m.atttypid || ':' || m.atttypmod, ','
                         order by m.attnum)
                     from pg_attribute m
                     where p.typtype = 'c' and m.attrelid = p.typrelid
                       and m.attnum > 0 and not m.attisdropped)
                ), ',' order by p.oid) as text
                from part join pg_type p on p.oid = part.oid
            ) as parts on t.typtype in ('c', 'r') or t.typcategory = 'A'
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """;

    private CatalogSql() {}
}
