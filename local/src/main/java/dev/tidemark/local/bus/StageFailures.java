package dev.tidemark.local.bus;

import dev.tidemark.run.Stage;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/// The failures of a tick, at most one of each stage: a stage that is called again says the same
/// again.
final class StageFailures {

    private final Map<Stage, RuntimeException> byStage = new EnumMap<>(Stage.class);

    void of(Stage stage, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            byStage.putIfAbsent(stage, e);
        }
    }

    /// Throws that of the first stage; those of later stages are suppressed in it.
    void throwIfAny() {
        Iterator<RuntimeException> failures = byStage.values().iterator();
        if (!failures.hasNext()) {
            return;
        }
        RuntimeException first = failures.next();
        failures.forEachRemaining(first::addSuppressed);
        throw first;
    }
}
