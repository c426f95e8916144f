package dev.tidemark.load.ledger;

import dev.tidemark.run.RunNumber;
import java.util.List;

/// A run that is now in the warehouse, and what it did to each of its tables.
public record LoadedRun(RunNumber run, List<TableChange> tables) {

    public LoadedRun {
        tables = List.copyOf(tables);
    }

    /// Rows that changed something.
    public long rows() {
        return tables.stream()
                .mapToLong(table -> table.inserted() + table.updated() + table.left())
                .sum();
    }
}
