package dev.tidemark.process;

import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.runlog.TableColumn;
import java.nio.file.Path;
import java.util.List;

/// What a model made of a run.
///
/// @param checked the rows that its checks look at, all or those of the run
/// @param extent which of them they are
/// @param rows the rows to merge into the table
/// @param left the keys that left the model
record ModelResult(
        ModelPlan plan,
        List<TableColumn> columns,
        List<LocalFile> checked,
        Extent extent,
        List<LocalFile> rows,
        List<LocalFile> left) {

    /// How much of a model was made.
    enum Extent {
        WHOLE,
        /// What the changed rows of one table make.
        CHANGED
    }

    ModelResult {
        columns = List.copyOf(columns);
        checked = List.copyOf(checked);
        rows = List.copyOf(rows);
        left = List.copyOf(left);
    }

    boolean isComplete() {
        return plan.decision() == ModelPlan.Decision.COMPLETE;
    }

    /// Whether the checked rows are all that the model has.
    boolean isWhole() {
        return extent == Extent.WHOLE;
    }

    /// A SELECT of the rows that checks look at.
    String checkedRows() {
        return FileRelation.select(columns, paths(checked));
    }

    static long count(List<LocalFile> files) {
        return files.stream().mapToLong(LocalFile::rows).sum();
    }

    static List<Path> paths(List<LocalFile> files) {
        return files.stream().map(LocalFile::path).toList();
    }
}
