package dev.tidemark.runlog;

import dev.tidemark.lake.DataFile;
import java.util.List;

/// The current state of a source table as of a run: the files that it consists of, some of them
/// written by earlier runs. Private columns are not in them.
///
/// @param stale a run of this table was skipped: the state waits for a full read
public record StateTable(
        TableName name,
        List<TableColumn> columns,
        List<String> key,
        boolean stale,
        List<DataFile> files) {

    public StateTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        files = List.copyOf(files);
    }
}
