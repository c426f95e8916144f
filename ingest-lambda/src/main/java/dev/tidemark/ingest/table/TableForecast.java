package dev.tidemark.ingest.table;

import dev.tidemark.runlog.IngestedTable;
import java.util.OptionalLong;

/// What the next run would bring of a table.
///
/// @param table as its query log would describe it, without files
/// @param added rows whose keys the archive does not have; nothing where keys cannot be compared
///     because the key itself is another one
public record TableForecast(IngestedTable table, OptionalLong added) {

    /// Rows read whose keys the archive has. Those of a table that is read whole are all its other
    /// rows, whether they changed or not.
    public OptionalLong changed() {
        return added.isPresent()
                ? OptionalLong.of(table.rowsUpserted() - added.getAsLong())
                : OptionalLong.empty();
    }
}
