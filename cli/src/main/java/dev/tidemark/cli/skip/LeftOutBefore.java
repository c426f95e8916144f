package dev.tidemark.cli.skip;

import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.Set;

/// A run that the same command has left out. Typed once more it would leave it out of the next stage
/// too, which nobody meant.
///
/// @param stage that left it out
/// @param next the stage that it waits for since
record LeftOutBefore(Stage stage, Stage next, RunNumber run, RunNumber newest) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        return "%s has left run %s out already, for that reason: nothing was done. To leave it out of %s as well, give another --reason"
                .formatted(stage, run, next);
    }
}
