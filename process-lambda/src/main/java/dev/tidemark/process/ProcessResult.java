package dev.tidemark.process;

import dev.tidemark.failure.Counted;
import dev.tidemark.run.RunNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a call of the process stage ended when nothing went wrong. Trouble is thrown, not returned.
public sealed interface ProcessResult {

    /// One sentence for logs and callers.
    default String text() {
        return switch (this) {
            case Published(var runs) -> "processed " + text(runs);
            case NothingNew(var newest) ->
                    newest.map(run -> "nothing new since run " + run)
                            .orElse("no run has been ingested yet");
            case Overtaken(var newest) -> "another attempt processed up to run " + newest;
            case OutOfTime(var runs, var next, var since) ->
                    "out of time before run %s; processed %s".formatted(next, text(runs));
        };
    }

    /// The instant of the source from which on runs wait for the next call; empty if none does.
    default Optional<Instant> waitsSince() {
        return this instanceof OutOfTime out ? Optional.of(out.waitingSince()) : Optional.empty();
    }

    private static String text(List<PublishedRun> runs) {
        if (runs.isEmpty()) {
            return "none";
        }
        return runs.stream()
                .map(
                        run ->
                                "run %s with %s"
                                        .formatted(
                                                run.run(),
                                                Counted.of(run.rowsInAll(), "row", "rows")))
                .collect(Collectors.joining(", "));
    }

    /// All runs that there were to process are, these by this call.
    record Published(List<PublishedRun> runs) implements ProcessResult {

        public Published {
            runs = List.copyOf(runs);
        }
    }

    /// The newest ingested run was processed before.
    record NothingNew(Optional<RunNumber> newest) implements ProcessResult {}

    /// Another attempt published all runs that there were to process.
    record Overtaken(RunNumber newest) implements ProcessResult {}

    /// The call stopped between two runs because its time is nearly up; the next call goes on.
    ///
    /// @param waitingSince the instant of the source that run `next` shows
    record OutOfTime(List<PublishedRun> runs, RunNumber next, Instant waitingSince)
            implements ProcessResult {

        public OutOfTime {
            runs = List.copyOf(runs);
        }
    }

    /// @param rows per model that ran, the rows to merge and the keys that left
    record PublishedRun(RunNumber run, Map<String, Long> rows) {

        public PublishedRun {
            rows = Map.copyOf(rows);
        }

        public long rowsInAll() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
