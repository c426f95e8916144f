package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.ingest.IngestOptions;
import dev.tidemark.ingest.IngestOptions.Skip;
import dev.tidemark.ingest.IngestResult;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import java.util.Set;

/// A run that ingest cannot read: the others go on, and the next run reads the left out in full.
record StuckInIngest(Workplace workplace) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        var ingestion = Wiring.ingestion(workplace.environment(), Progress.SILENT);
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

    private static String named(Set<String> tables) {
        return tables.isEmpty() ? "all tables" : String.join(", ", tables);
    }
}
