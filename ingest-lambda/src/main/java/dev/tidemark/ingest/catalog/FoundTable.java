package dev.tidemark.ingest.catalog;

import dev.tidemark.runlog.TableName;
import java.util.List;

/// A table as the catalog describes it, whether it is followed or not.
///
/// @param leaves the partitions that hold its rows; empty for an ordinary table
/// @param key the columns of the primary key, in its order
/// @param rules row security as declared, and what the leaves hide
record FoundTable(
        long oid,
        TableName name,
        SourceTable.Kind kind,
        Access access,
        List<Long> leaves,
        List<String> foreignLeaves,
        List<String> key,
        List<FoundColumn> columns,
        String rules) {

    /// What the user may see of a table.
    enum Access {
        WHOLE,
        /// Row security would hide rows.
        FILTERED,
        /// `SELECT` on the table is missing.
        NO_SELECT,
        /// `USAGE` on its schema is missing.
        NO_USAGE,
        /// Both are missing.
        NONE
    }

    FoundTable {
        leaves = List.copyOf(leaves);
        foreignLeaves = List.copyOf(foreignLeaves);
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }
}
