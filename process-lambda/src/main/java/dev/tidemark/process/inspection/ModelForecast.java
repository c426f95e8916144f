package dev.tidemark.process.inspection;

import dev.tidemark.runlog.ProcessedModel;
import java.util.List;
import java.util.Optional;

/// What the next run would do with a model.
///
/// @param because the tables that it reads and that change, or what else makes it run
/// @param made what it would make, but for the rows; empty where it does not run or is refused
public record ModelForecast(
        String model, Outcome outcome, List<String> because, Optional<ProcessedModel> made) {

    /// Whether a model runs, and over what.
    public enum Outcome {
        /// All its rows are made.
        WHOLE,
        /// The rows that changed are made.
        CHANGED,
        /// Only if the run brings dates beyond the calendar.
        PERHAPS,
        UNCHANGED,
        /// A table that it reads waits for a full read.
        WAITS
    }

    public ModelForecast {
        because = List.copyOf(because);
    }

    public boolean runs() {
        return outcome == Outcome.WHOLE || outcome == Outcome.CHANGED;
    }
}
