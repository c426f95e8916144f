package dev.tidemark.cli.check;

import dev.tidemark.failure.TidemarkFailure;
import java.util.List;

/// How a check found one area.
///
/// @param said what was looked at, or why it was not
public record Finding(Area area, Outcome outcome, String said, List<TidemarkFailure> problems) {

    /// How it ended.
    public enum Outcome {
        FINE,
        WRONG,
        /// Something else has to be mended first, or is there by the first run only.
        NOT_LOOKED_AT
    }

    public Finding {
        problems = List.copyOf(problems);
    }

    public static Finding of(Area area, String said, List<TidemarkFailure> problems) {
        return new Finding(area, problems.isEmpty() ? Outcome.FINE : Outcome.WRONG, said, problems);
    }

    static Finding notLookedAt(Area area, String why) {
        return new Finding(area, Outcome.NOT_LOOKED_AT, "not looked at: " + why, List.of());
    }
}
