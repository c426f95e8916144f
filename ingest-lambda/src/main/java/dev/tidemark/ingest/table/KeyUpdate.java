package dev.tidemark.ingest.table;

import dev.tidemark.lake.DataFile;
import dev.tidemark.runlog.IngestedTable;
import java.util.ArrayList;
import java.util.List;

/// What became of a table's key set.
///
/// @param keyFiles the whole key set, in files of this run and of earlier ones
/// @param deletedFiles the keys that left it
/// @param deleted how many
/// @param archived how many keys the archive had before
record KeyUpdate(
        List<DataFile> keyFiles, List<DataFile> deletedFiles, long deleted, long archived) {

    KeyUpdate {
        keyFiles = List.copyOf(keyFiles);
        deletedFiles = List.copyOf(deletedFiles);
    }

    static KeyUpdate grown(IngestedTable table, List<DataFile> added) {
        List<DataFile> all = new ArrayList<>(table.keyFiles());
        all.addAll(added);
        return new KeyUpdate(all, List.of(), 0, table.rowsInSource());
    }
}
