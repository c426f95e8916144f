package dev.tidemark.load.merge;

import dev.tidemark.load.ledger.TableChange;
import dev.tidemark.load.target.Target;
import dev.tidemark.pipeline.History;
import java.sql.SQLException;

/// Brings the rows of one model in one run into its table.
public sealed interface Merge permits LatestMerge, VersionMerge {

    TableChange run() throws SQLException;

    /// The merge that the model's history asks for.
    static Merge of(RunTransaction transaction, Target target) {
        return target.model().history() == History.LATEST
                ? new LatestMerge(transaction, target)
                : new VersionMerge(transaction, target);
    }
}
