package dev.tidemark.cli.check;

import dev.tidemark.failure.TidemarkFailure;
import java.util.List;

/// How a check found one area.
///
/// @param said what was looked at, or why it was not
/// @param notices what somebody should know, though it stops nothing
public record Finding(
        Area area,
        Outcome outcome,
        String said,
        List<TidemarkFailure> problems,
        List<String> notices) {

    /// How it ended.
    public enum Outcome {
        FINE,
        WRONG,
        /// Something else has to be mended first, or is there by the first run only.
        NOT_LOOKED_AT
    }

    public Finding {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    public static Finding of(Area area, String said, List<TidemarkFailure> problems) {
        Outcome outcome = problems.isEmpty() ? Outcome.FINE : Outcome.WRONG;
        return new Finding(area, outcome, said, problems, List.of());
    }

    Finding noting(List<String> what) {
        return new Finding(area, outcome, said, problems, what);
    }

    static Finding notLookedAt(Area area, String why) {
        return new Finding(
                area, Outcome.NOT_LOOKED_AT, "not looked at: " + why, List.of(), List.of());
    }
}
