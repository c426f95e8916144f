package dev.tidemark.cli.report;

import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.QueryLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a stage stands.
///
/// @param run its newest run; empty before the first
/// @param asOf the instant of the source that this run shows
/// @param runsBehind how many runs its upstream is ahead
/// @param incomplete tables and models that the next run has to bring whole
public record Standing(
        Stage stage,
        Optional<RunNumber> run,
        Optional<Instant> asOf,
        Optional<Duration> age,
        long runsBehind,
        List<String> incomplete) {

    public Standing {
        incomplete = List.copyOf(incomplete);
    }

    /// Whether it shows all that its upstream has.
    public boolean isUpToDate() {
        return runsBehind == 0 && incomplete.isEmpty();
    }

    /// All three stages, in their order.
    public static List<Standing> of(RunHistory history, Waiting waiting, Clock clock) {
        Optional<RunNumber> ingested = history.newestIngested();
        Optional<RunNumber> processed = history.newestProcessed();
        Optional<RunNumber> loaded = history.newestLoaded();
        List<String> tables = waiting.tables().stream().sorted().toList();
        return List.of(
                of(Stage.INGEST, ingested, ingested, tables, history, clock),
                of(Stage.PROCESS, processed, ingested, waiting.all(), history, clock),
                of(Stage.LOAD, loaded, processed, waiting.all(), history, clock));
    }

    private static Standing of(
            Stage stage,
            Optional<RunNumber> run,
            Optional<RunNumber> upstream,
            List<String> incomplete,
            RunHistory history,
            Clock clock) {
        Optional<Instant> asOf =
                run.flatMap(history.ingested()::at)
                        .map(QueryLog::header)
                        .map(header -> header.lastSuccessfulQuery());
        return new Standing(
                stage,
                run,
                asOf,
                asOf.map(instant -> Duration.between(instant, clock.instant())),
                number(upstream) - number(run),
                incomplete);
    }

    private static long number(Optional<RunNumber> run) {
        return run.map(RunNumber::value).orElse(0L);
    }
}
