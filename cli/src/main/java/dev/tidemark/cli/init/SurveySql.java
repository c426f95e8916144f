package dev.tidemark.cli.init;

/// The queries of a survey. They read `pg_catalog`, which shows what exists even where
/// `information_schema` hides it from a SELECT-only role.
final class SurveySql {

    /// Schemas that hold tables, the server's own left out.
    static final String SCHEMAS =
            """
            select n.nspname
            from pg_namespace n
            where n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
              and exists (select from pg_class c where c.relnamespace = n.oid
                  and c.relkind in ('r', 'p') and c.relpersistence <> 't')
            order by n.nspname collate "C"
            """;

    /// Ordinary tables and the roots of partitioned ones: what ingest follows.
    static final String TABLES =
            """
            with recursive root as (
                select c.oid, c.relname, c.relkind, n.nspname, n.oid as schema_oid
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition
                  and c.relpersistence <> 't' and n.nspname = any (?)
            ), tree as (
                select oid as root, oid from root where relkind = 'p'
                union all
                select tree.root, i.inhrelid from tree join pg_inherits i on i.inhparent = tree.oid
            )
            select root.oid, root.nspname, root.relname,
                   obj_description(root.oid, 'pg_class') as comment,
                   has_schema_privilege(root.schema_oid, 'usage')
                       and has_table_privilege(root.oid, 'select') as readable,
                   row_security_active(root.oid) as filtered,
                   exists (
                       select from tree join pg_class c on c.oid = tree.oid
                       where tree.root = root.oid and c.relkind = 'f'
                   ) as in_part_foreign,
                   exists (
                       select from pg_depend d
                       where d.classid = 'pg_class'::regclass and d.objid = root.oid
                         and d.deptype = 'e'
                   ) as of_extension
            from root
            order by root.nspname collate "C", root.relname collate "C"
            """;

    /// Relations that can be selected from like tables. Those of an extension are the server's.
    static final String UNFOLLOWED =
            """
            select n.nspname, c.relname,
                   case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED_VIEW'
                       else 'FOREIGN_TABLE' end as kind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm', 'f') and not c.relispartition
              and c.relpersistence <> 't' and n.nspname = any (?)
              and not exists (
                  select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by n.nspname collate "C", c.relname collate "C"
            """;

    static final String COLUMNS =
            """
            select a.attrelid::bigint, a.attname, tn.nspname, t.typname, t.typtype, base.modifier,
                   format_type(t.oid, base.modifier) as spelled,
                   a.attnotnull and not exists (
                       select from pg_constraint c
                       where c.conrelid = a.attrelid and c.contype = 'n'
                         and not c.convalidated and a.attnum = any (c.conkey)
                   ) as required,
                   col_description(a.attrelid, a.attnum) as comment
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
            where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """;

    /// Unique indexes on whole columns that hold for all rows at every moment.
    static final String KEYS =
            """
            select i.indrelid::bigint, i.indisprimary, c.relname,
                   array(
                       select a.attname::text
                       from unnest(i.indkey) with ordinality as k (attnum, place)
                       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                       where k.place <= i.indnkeyatts
                       order by k.place
                   ) as columns
            from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = any (?) and i.indisunique and i.indisvalid
              and i.indpred is null and i.indexprs is null
            order by i.indrelid, i.indisprimary desc, c.relname collate "C"
            """;

    private SurveySql() {}
}
