package dev.tidemark.progress;

import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Optional;

/// Hears from a stage what it is doing. Called from several threads; must not throw and must not
/// block.
public interface Progress {

    /// Hears nothing.
    Progress SILENT = new Progress() {};

    /// A stage begins to work on a run.
    default void runStarted(Stage stage, RunNumber run) {}

    /// About how many rows of a table will move in this run, or a model will read. Told of all of them before the
    /// first one moves, so that somebody can say how long it takes.
    default void expected(Stage stage, String relation, long rows) {}

    /// A table or model will move, and nobody knows how many rows.
    default void unmeasured(Stage stage, String relation) {}

    /// Rows and bytes moved so far of a table or model; called again and again, with totals. While a model runs, its rows
    /// are those that it has read.
    default void moved(Stage stage, String relation, long rows, long bytes) {}

    /// A table or model is done, with its totals.
    default void relationDone(Stage stage, String relation, long rows, long bytes) {}

    /// The run is published or loaded.
    default void runDone(Stage stage, RunNumber run) {}

    /// A call of the stage ended well, also one that found nothing to do.
    ///
    /// @param waitingSince the instant of the source that the oldest run still to handle shows; empty if none is left
    default void looked(Stage stage, Optional<Instant> waitingSince) {}

    /// A call of the stage failed. Whoever made the call hears of it too, from the exception.
    default void failed(Stage stage, Throwable failure) {}

    /// Another attempt published or loaded the run first.
    default void overtaken(Stage stage, RunNumber run) {}

    /// Something that somebody should know, though the stage goes on.
    default void notice(Stage stage, String text) {}
}
