package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.IngestOptions;
import dev.tidemark.ingest.IngestOptions.Skip;
import dev.tidemark.ingest.IngestResult;
import dev.tidemark.ingest.Ingestion;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A run that ingest cannot read: the others go on, and the next run reads the left out in full.
/// Nothing tells beforehand whether it can: it is tried first, as the schedule would.
record StuckInIngest(Workplace workplace, RunNumber newest) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        var ingestion = Wiring.ingestion(workplace.environment(), Progress.SILENT);
        requireNotStoppedByGuard(ingestion, tables);
        requireStuck(ingestion);
        var options = IngestOptions.usual().skipping(new Skip(tables, reason));
        return switch (ingestion.tick(options, Deadline.none())) {
            case IngestResult.Published published ->
                    "ingest left %s out of run %s; the next run reads them in full"
                            .formatted(named(tables), published.run());
            case IngestResult.NothingNew unused ->
                    "nothing to leave out: the source has not changed";
            case IngestResult.Overtaken(var by) ->
                    "another attempt published run %s meanwhile; see whether the trouble is over"
                            .formatted(by);
        };
    }

    private void requireStuck(Ingestion ingestion) {
        passed(ingestion)
                .ifPresent(
                        result -> {
                            throw notStuck(result);
                        });
    }

    /// What came of a tick, unless it is stuck.
    private static Optional<IngestResult> passed(Ingestion ingestion) {
        try {
            return Optional.of(ingestion.tick(Deadline.none()));
        } catch (TidemarkFailure e) {
            return Optional.empty();
        }
    }

    private TerminalFailure notStuck(IngestResult passed) {
        return switch (passed) {
            case IngestResult.Published published ->
                    notStuck(
                            "run %s is not stuck: ingest just published it, and nothing was left out"
                                    .formatted(published.run()));
            case IngestResult.NothingNew unused ->
                    notStuck("there is no run to leave out: ingest finds nothing new");
            case IngestResult.Overtaken(var by) ->
                    notStuck("run %s is not stuck: another attempt published it".formatted(by));
        };
    }

    private TerminalFailure notStuck(String what) {
        return TerminalFailure.configuration(
                what, "see whether anything is:  tidemark status " + workplace.pipeline().name());
    }

    /// Skipping would read the table in full in the next run, and meet the same guard rail there.
    private static void requireNotStoppedByGuard(Ingestion ingestion, Set<String> tables) {
        refusedDeletes(ingestion)
                .forEach(
                        (table, refusal) -> {
                            if (tables.isEmpty() || tables.stream().anyMatch(table::isCalled)) {
                                throw TerminalFailure.configuration(
                                        refusal.what()
                                                + "\n  This is the delete guard: the next run would meet it again.",
                                        refusal.fix());
                            }
                        });
    }

    /// A source that cannot even be looked at is stuck for another reason.
    private static Map<TableName, TerminalFailure> refusedDeletes(Ingestion ingestion) {
        try {
            return ingestion.outlook(Deadline.none()).refusedDeletes();
        } catch (TidemarkFailure e) {
            return Map.of();
        }
    }

    private static String named(Set<String> tables) {
        return tables.isEmpty() ? "all tables" : String.join(", ", tables);
    }
}
