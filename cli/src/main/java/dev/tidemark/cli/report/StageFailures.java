package dev.tidemark.cli.report;

import dev.tidemark.failure.TransientFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The failures of a tick, out of the one that it throws: that of each stage behind it is suppressed
/// in it.
public final class StageFailures {

    private StageFailures() {}

    /// In the order of the stages. Two stages that miss the same thing say it once.
    public static List<Exception> of(Exception thrown) {
        Map<String, Exception> byMessage = new LinkedHashMap<>();
        byMessage.put(String.valueOf(thrown.getMessage()), thrown);
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof RuntimeException failure) {
                byMessage.putIfAbsent(String.valueOf(failure.getMessage()), failure);
            }
        }
        return new ArrayList<>(byMessage.values());
    }

    /// Whether the next tick may meet none of them again.
    public static boolean arePassing(Exception thrown) {
        return of(thrown).stream().allMatch(TransientFailure.class::isInstance);
    }
}
