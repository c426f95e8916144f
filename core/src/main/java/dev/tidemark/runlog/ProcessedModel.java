package dev.tidemark.runlog;

import dev.tidemark.lake.DataFile;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.ModelKind;
import java.util.List;

/// A model in a run.
///
/// @param definition the hash of the model's file
/// @param reads the relations that its SQL names, such as `current.staff`
/// @param complete whether the rows are all that the model has: then every key that the warehouse
///     holds beside them has left the model
/// @param files the rows to merge into the table
/// @param leftFiles the keys that left the model in this run
public record ProcessedModel(
        String name,
        ModelKind kind,
        History history,
        Outcome outcome,
        String definition,
        List<String> reads,
        List<String> key,
        List<TableColumn> columns,
        boolean complete,
        long rows,
        long rowsLeft,
        List<DataFile> files,
        List<DataFile> leftFiles) {

    /// What became of the model in the run.
    public enum Outcome {
        RAN,
        /// None of its inputs had changed.
        UNCHANGED,
        /// Left out by command, or because a table that it reads was.
        SKIPPED
    }

    public ProcessedModel {
        reads = List.copyOf(reads);
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        leftFiles = List.copyOf(leftFiles);
    }
}
