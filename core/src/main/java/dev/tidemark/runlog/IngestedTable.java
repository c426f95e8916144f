package dev.tidemark.runlog;

import dev.tidemark.lake.DataFile;
import java.util.List;

/// A source table in a run.
///
/// @param fingerprint of everything that changes rows without touching `xmin`
/// @param key the columns of the primary key, in its order
/// @param rowsInSource how many rows the table had at the run's instant
/// @param files the rows inserted or updated, all columns; of a FULL table, all its rows
/// @param deletedFiles the keys of the rows deleted since the run before
/// @param keyFiles the whole key set as of this run, sorted within each file; may lie under earlier
///     runs
public record IngestedTable(
        TableName name,
        Mode mode,
        String fingerprint,
        List<TableColumn> columns,
        List<String> key,
        long rowsInSource,
        long rowsUpserted,
        long rowsDeleted,
        List<DataFile> files,
        List<DataFile> deletedFiles,
        List<DataFile> keyFiles) {

    /// How a table came into a run.
    public enum Mode {
        /// Read whole: its first run, or after something that changes rows without touching `xmin`.
        FULL,
        /// Only what changed since the run before.
        DELTA,
        /// Looked at, and nothing had changed.
        UNCHANGED,
        /// Left out by command; the next run reads it in full.
        SKIPPED,
        /// No longer in the source, or excluded since; listed once.
        GONE
    }

    public IngestedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        files = List.copyOf(files);
        deletedFiles = List.copyOf(deletedFiles);
        keyFiles = List.copyOf(keyFiles);
    }

    /// Whether the run brings anything of this table.
    public boolean isChanged() {
        return mode == Mode.FULL || mode == Mode.DELTA || mode == Mode.GONE;
    }
}
