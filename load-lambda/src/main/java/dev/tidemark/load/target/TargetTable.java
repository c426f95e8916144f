package dev.tidemark.load.target;

import dev.tidemark.postgres.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table of the warehouse.
///
/// @param ownership whether this login may make partitions of it
/// @param primaryKey the columns of its primary key; empty if it has none
/// @param uniqueKeys the columns of each unique index, the primary key's among them
public record TargetTable(
        String schema,
        String name,
        Layout layout,
        Ownership ownership,
        List<TargetColumn> columns,
        List<String> primaryKey,
        Collection<Set<String>> uniqueKeys) {

    /// How a table keeps its rows.
    public enum Layout {
        PLAIN,
        PARTITIONED
    }

    /// Who may change a table's definition.
    public enum Ownership {
        OURS,
        FOREIGN
    }

    public TargetTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /// Whether the table itself keeps those columns from holding the same values twice.
    public boolean isUniqueBy(Collection<String> names) {
        return uniqueKeys.contains(Set.copyOf(names));
    }

    public Optional<TargetColumn> column(String column) {
        return columns.stream().filter(candidate -> candidate.name().equals(column)).findFirst();
    }

    public boolean isPartitioned() {
        return layout == Layout.PARTITIONED;
    }

    /// As SQL names it.
    public String sql() {
        return Identifier.quote(schema, name);
    }

    /// As messages name it.
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
