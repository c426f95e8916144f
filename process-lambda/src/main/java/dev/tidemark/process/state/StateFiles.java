package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.runlog.TableName;
import java.util.List;

/// Where new files of a table's state are laid for publication.
public interface StateFiles {
    List<DataFile> add(TableName table, List<LocalFile> files);
}
