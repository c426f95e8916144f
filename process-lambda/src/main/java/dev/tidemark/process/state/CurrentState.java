package dev.tidemark.process.state;

import dev.tidemark.runlog.StateTable;
import java.util.Optional;

/// Keeps whole source tables as of a run.
public interface CurrentState {

    /// The state of a table after the run.
    StateTable after(SourceTable table);

    /// A SELECT of the whole table; of no row if there is no state.
    ///
    /// @param state of the table after the run, or [SourceTable#former]
    String select(SourceTable table, Optional<StateTable> state);

    /// A SELECT of the rows, as of the run before, that have one of these keys.
    ///
    /// @param keys a SELECT of the table's key columns
    String selectFormer(SourceTable table, String keys);
}
