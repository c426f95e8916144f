package dev.tidemark.cli.plan;

import dev.tidemark.cli.report.Totals;
import dev.tidemark.run.RunNumber;
import java.util.List;

/// Runs that the stage before has, and a stage has not handled.
///
/// @param runs how many they are
/// @param shown what the newest of them bring, in the order of the runs
public record Queue(long runs, List<Waiting> shown) {

    static final Queue EMPTY = new Queue(0, List.of());

    /// How many runs are read to be shown.
    static final int SHOWN_MAX = 10;

    public Queue {
        shown = List.copyOf(shown);
    }

    /// One of them.
    public record Waiting(RunNumber run, Totals brings) {}
}
