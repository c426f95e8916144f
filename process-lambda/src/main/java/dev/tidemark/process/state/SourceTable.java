package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A source table in a run: what the run brings of it, and the state that it meets.
///
/// @param presence whether the run has it, and whether it shall be read
/// @param columns those that models may see
/// @param former the state as of the run before, if the table was there
/// @param files the rows that the run brings, in the ingestion zone
/// @param deletedFiles the keys that the run deletes, in the ingestion zone
public record SourceTable(
        TableName name,
        Presence presence,
        List<TableColumn> columns,
        List<String> key,
        Set<String> privateColumns,
        Change change,
        Optional<StateTable> former,
        List<DataFile> files,
        List<DataFile> deletedFiles) {

    /// Whether a table is there, as far as a run knows.
    public enum Presence {
        FOLLOWED,
        /// The run has it, and pipeline.yaml left it out since.
        EXCLUDED,
        /// It left with this run.
        GONE,
        /// It left before this run.
        ABSENT
    }

    /// What the run does to the table.
    public enum Change {
        NONE,
        /// Some rows came, changed or went.
        DELTA,
        /// The rows of the run are all there are.
        WHOLE,
        /// The state cannot follow the run and waits for a full read.
        STALE
    }

    public SourceTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        privateColumns = Set.copyOf(privateColumns);
        files = List.copyOf(files);
        deletedFiles = List.copyOf(deletedFiles);
    }

    public boolean isStale() {
        return change == Change.STALE;
    }

    /// How many rows the run inserts, updates or deletes.
    public long changedRows() {
        return rows(files) + rows(deletedFiles);
    }

    /// How many rows the table may have after the run.
    public long rowsMax() {
        long before =
                change == Change.WHOLE ? 0 : former.map(state -> rows(state.files())).orElse(0L);
        return before + rows(files);
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    public List<TableColumn> keyColumns() {
        return columns.stream().filter(column -> key.contains(column.name())).toList();
    }
}
