package dev.tidemark.ingest.source;

import dev.tidemark.column.Column;
import dev.tidemark.column.JsonType;
import dev.tidemark.column.NumericType;
import dev.tidemark.column.TextType;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.postgres.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The SQL that reads a table.
final class TableSql {

    private TableSql() {}

    static String lock(Collection<SourceTable> tables) {
        return tables.stream()
                .map(TableSql::name)
                .collect(Collectors.joining(", ", "lock table ", " in access share mode"));
    }

    static String copy(Part part, List<String> columns) {
        return copy(part, columns, "");
    }

    /// In the order of the key's values as they travel: numbers as numbers, everything textual by
    /// its bytes, whatever the database's collation.
    static String copySorted(Part part, List<String> key) {
        String order =
                key.stream()
                        .map(name -> order(part.table().columns().find(name).orElseThrow()))
                        .collect(Collectors.joining(", ", " order by ", ""));
        return copy(part, key, order);
    }

    private static String copy(Part part, List<String> columns, String order) {
        String names =
                columns.stream()
                        .map(name -> sent(part.table().columns().find(name).orElseThrow()))
                        .collect(Collectors.joining(", "));
        return "copy (select %s from %s%s%s) to stdout (format binary)"
                .formatted(names, rows(part.table()), where(part), order);
    }

    private static String sent(Column column) {
        String name = Identifier.quote(column.name());
        return column.type() instanceof TextType text && text.isCast() ? name + "::text" : name;
    }

    private static String order(Column column) {
        String name = sent(column);
        return switch (column.type()) {
            // Not enum_send: it takes no domain over an enum, and its bytes are those of the text.
            case TextType text when text.name().startsWith("enum ") ->
                    "textsend(" + name + "::text)";
            case TextType text when text.name().startsWith("char") -> "bpcharsend(" + name + ")";
            case TextType text -> "textsend(" + name + ")";
            case NumericType numeric -> "textsend(" + name + "::text)";
            case JsonType json -> "textsend(" + name + "::text)";
            default -> name;
        };
    }

    /// One scan: all rows, the changed ones, the ids at or above the snapshot's own xmin, and where
    /// the changed rows lie.
    static String probe(SourceTable table, String changed, String young, Horizon horizon) {
        return """
        select count(*) as rows,
               count(*) filter (where %1$s) as changed,
               (array_agg(distinct %3$s) filter (where %2$s))[1:%4$d] as seen,
               min(ctid) filter (where %1$s)::text as first,
               max(ctid) filter (where %1$s)::text as last
        from %5$s%6$s
        """
                .formatted(
                        changed,
                        young,
                        horizon.id(),
                        ReadLimits.SEEN_MAX + 1,
                        rows(table),
                        where(new Part(table, "")));
    }

    /// As the planner does it (`estimate_rel_size`): rows per page then, times the pages of today. An
    /// empty part is known to be empty; one that was never analysed has no pages in the catalog.
    static String estimate(SourceTable table) {
        return """
        select coalesce(sum(reltuples / nullif(relpages, 0) * pages), 0)::bigint as rows,
               coalesce(bool_and(relpages > 0 or pages = 0), false) as known
        from (
            select reltuples::float8, relpages,
                   pg_relation_size(oid) / current_setting('block_size')::bigint as pages
            from pg_class where oid = any ('{%s}'::oid[])
        ) part
        """
                .formatted(
                        switch (table.kind()) {
                            case ORDINARY -> Long.toString(table.oid());
                            case PARTITIONED -> oids(table);
                        });
    }

    private static String oids(SourceTable table) {
        return table.leaves().stream()
                .map(oid -> Long.toString(oid))
                .collect(Collectors.joining(","));
    }

    /// A child that inherits from an ordinary table is a table of its own. A partitioned table is
    /// read through its root, so that a right on the root suffices.
    private static String rows(SourceTable table) {
        return switch (table.kind()) {
            case ORDINARY -> "only " + name(table);
            case PARTITIONED -> name(table);
        };
    }

    /// A partition may be attached at any moment, lock or no lock: only those that the catalog named
    /// are read.
    private static String where(Part part) {
        String leaves =
                switch (part.table().kind()) {
                    case ORDINARY -> "";
                    case PARTITIONED ->
                            "tableoid = any ('{%s}'::oid[])".formatted(oids(part.table()));
                };
        String all =
                Stream.of(part.condition(), leaves)
                        .filter(condition -> !condition.isEmpty())
                        .collect(Collectors.joining(" and "));
        return all.isEmpty() ? "" : " where " + all;
    }

    private static String name(SourceTable table) {
        return Identifier.quote(table.name().schema(), table.name().table());
    }
}
