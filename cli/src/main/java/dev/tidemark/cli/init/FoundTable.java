package dev.tidemark.cli.init;

import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A table of the source.
///
/// @param key the columns of the primary key, in its order
/// @param unique a unique index on columns that always have a value, for a table without key
/// @param keys other columns that are unique together, one list per constraint or index
/// @param obstacles why it cannot be followed, whatever its key
record FoundTable(
        TableName name,
        List<FoundColumn> columns,
        List<String> key,
        Optional<String> unique,
        List<List<String>> keys,
        List<Obstacle> obstacles,
        Optional<String> comment) {

    /// What keeps a table from being followed.
    enum Obstacle {
        UNREADABLE,
        FILTERED,
        FOREIGN_PARTITION,
        OF_AN_EXTENSION
    }

    FoundTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        keys = keys.stream().map(List::copyOf).toList();
        obstacles = List.copyOf(obstacles);
    }

    /// What the engine takes for the same name, whatever the schema.
    String folded() {
        return name.table().toLowerCase(Locale.ROOT);
    }
}
