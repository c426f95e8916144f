package dev.tidemark.cli.report;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.QueryLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a stage stands.
///
/// @param run its newest run; empty before the first
/// @param asOf the instant of the source that this run shows
/// @param runsBehind how many runs its upstream is ahead; empty where the stage cannot be asked
/// @param trouble what keeps it from being up to date, or from being known
/// @param incomplete tables and models that the next run has to bring whole
public record Standing(
        Stage stage,
        Optional<RunNumber> run,
        Optional<Instant> asOf,
        Optional<Duration> age,
        OptionalLong runsBehind,
        List<String> incomplete,
        Optional<String> trouble) {

    public Standing {
        incomplete = List.copyOf(incomplete);
    }

    /// Whether it shows all that its upstream has.
    public boolean isUpToDate() {
        return runsBehind.equals(OptionalLong.of(0)) && incomplete.isEmpty() && trouble.isEmpty();
    }

    public boolean isBehind() {
        return runsBehind.orElse(0) > 0;
    }

    /// Whether the stage could be asked at all.
    public boolean isKnown() {
        return runsBehind.isPresent();
    }

    /// All three stages, in their order. A warehouse that gives no answer hides its own stage only.
    ///
    /// @param atSource what keeps ingest from being up to date
    /// @param atWarehouse what keeps load from being up to date
    public static List<Standing> of(
            RunHistory history,
            Waiting waiting,
            Optional<String> atSource,
            Optional<String> atWarehouse,
            Clock clock) {
        Optional<RunNumber> ingested = history.newestIngested();
        Optional<RunNumber> processed = history.newestProcessed();
        List<String> tables = waiting.tables().stream().sorted().toList();
        return List.of(
                of(Stage.INGEST, ingested, ingested, tables, history, clock).with(atSource),
                of(Stage.PROCESS, processed, ingested, waiting.all(), history, clock),
                load(processed, waiting, atWarehouse, history, clock));
    }

    private static Standing load(
            Optional<RunNumber> processed,
            Waiting waiting,
            Optional<String> atWarehouse,
            RunHistory history,
            Clock clock) {
        try {
            Optional<RunNumber> loaded = history.newestLoaded();
            return of(Stage.LOAD, loaded, processed, waiting.all(), history, clock)
                    .with(atWarehouse);
        } catch (TidemarkFailure e) {
            return new Standing(
                    Stage.LOAD,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    List.of(),
                    Optional.of("unknown: " + SourceLook.firstLine(e.what())));
        }
    }

    private Standing with(Optional<String> found) {
        return new Standing(stage, run, asOf, age, runsBehind, incomplete, found);
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
                OptionalLong.of(number(upstream) - number(run)),
                incomplete,
                Optional.empty());
    }

    private static long number(Optional<RunNumber> run) {
        return run.map(RunNumber::value).orElse(0L);
    }
}
