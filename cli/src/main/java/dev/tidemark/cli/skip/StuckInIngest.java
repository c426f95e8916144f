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
import dev.tidemark.runlog.TableName;
import java.util.Map;
import java.util.Set;

/// A run that ingest cannot read: the others go on, and the next run reads the left out in full.
record StuckInIngest(Workplace workplace) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        var ingestion = Wiring.ingestion(workplace.environment(), Progress.SILENT);
        requireNotStoppedByGuard(ingestion, tables);
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

    /// Skipping would read the table in full in the next run, and meet the same guard rail there.
    private static void requireNotStoppedByGuard(Ingestion ingestion, Set<String> tables) {
        refusedDeletes(ingestion)
                .forEach(
                        (table, refusal) -> {
                            if (tables.isEmpty()
                                    || tables.contains(table.table())
                                    || tables.contains(table.toString())) {
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
