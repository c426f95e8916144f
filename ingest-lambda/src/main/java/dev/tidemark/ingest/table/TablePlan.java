package dev.tidemark.ingest.table;

import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.Changes;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.Optional;

/// How a table comes into the next run.
public sealed interface TablePlan {

    /// Read it whole.
    ///
    /// @param before the table in the run before, if it was there
    record Full(SourceTable table, Optional<IngestedTable> before) implements TablePlan {}

    /// Read what changed since the run before.
    record Delta(SourceTable table, IngestedTable before, Changes changes) implements TablePlan {}

    /// Left out by command.
    record Skip(TableName name, Optional<IngestedTable> before) implements TablePlan {}

    /// In the run before, and followed no more.
    ///
    /// @param cause a table that was excluded went by intention; one that was dropped maybe not
    record Gone(IngestedTable before, Cause cause) implements TablePlan {

        /// Why a table is followed no more.
        public enum Cause {
            EXCLUDED,
            DROPPED
        }
    }
}
