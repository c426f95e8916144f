package dev.tidemark.ingest.catalog;

import dev.tidemark.column.Columns;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.util.List;

/// A table that is followed.
///
/// @param leaves the partitions that hold the rows of a partitioned table
/// @param key the columns of the primary key, in its order
/// @param fingerprint of everything that changes rows without touching `xmin`
public record SourceTable(
        long oid,
        TableName name,
        Kind kind,
        List<Long> leaves,
        Columns columns,
        List<String> key,
        String fingerprint) {

    /// How a table keeps its rows.
    public enum Kind {
        ORDINARY,
        PARTITIONED
    }

    public SourceTable {
        leaves = List.copyOf(leaves);
        key = List.copyOf(key);
    }

    public Columns keyColumns() {
        return columns.project(key);
    }

    /// The columns as a query log describes them.
    public List<TableColumn> described() {
        return columns.list().stream()
                .map(
                        column ->
                                new TableColumn(
                                        column.name(), column.type().name(), column.isNullable()))
                .toList();
    }
}
