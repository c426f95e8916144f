package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.runlog.TableName;
import java.util.List;

/// Where new files of a table's state are laid for publication.
public interface StateFiles {

    /// @param infix what the file names say between attempt and number; may be empty
    List<DataFile> add(TableName table, String infix, List<LocalFile> files);
}
