package dev.tidemark.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tables of the source a pipeline follows.
///
/// @param schemas all ordinary tables of these schemas …
/// @param exclude … except these, as `table` or `schema.table`
/// @param privateColumns per table, the columns that never leave the ingestion zone
/// @param places `file:line` of each entry, such as `exclude/orders` or `private/staff/salary`
public record SourceSettings(
        List<String> schemas,
        Set<String> exclude,
        Map<String, Set<String>> privateColumns,
        Map<String, String> places) {

    public SourceSettings {
        schemas = List.copyOf(schemas);
        exclude = Set.copyOf(exclude);
        privateColumns = Map.copyOf(privateColumns);
        places = Map.copyOf(places);
    }

    public SourceSettings(
            List<String> schemas, Set<String> exclude, Map<String, Set<String>> privateColumns) {
        this(schemas, exclude, privateColumns, Map.of());
    }

    public boolean follows(String schema, String table) {
        return schemas.contains(schema) && !excludes(schema, table);
    }

    public boolean excludes(String schema, String table) {
        return exclude.contains(table) || exclude.contains(schema + "." + table);
    }

    public Set<String> privateColumns(String schema, String table) {
        return privateColumns.getOrDefault(
                schema + "." + table, privateColumns.getOrDefault(table, Set.of()));
    }
}
