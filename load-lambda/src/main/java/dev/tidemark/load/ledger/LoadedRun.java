package dev.tidemark.load.ledger;

import dev.tidemark.run.RunNumber;
import java.util.List;

/// A run that is now in the warehouse, and what it did to each of its tables.
public record LoadedRun(RunNumber run, List<TableChange> tables) {

    public LoadedRun {
        tables = List.copyOf(tables);
    }

    /// Rows that were inserted or updated.
    public long rows() {
        return tables.stream().mapToLong(table -> table.inserted() + table.updated()).sum();
    }

    /// Keys that were recorded as deleted.
    public long deleted() {
        return tables.stream().mapToLong(TableChange::left).sum();
    }
}
