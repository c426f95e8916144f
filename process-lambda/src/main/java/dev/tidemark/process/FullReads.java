package dev.tidemark.process;

import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.util.List;

/// Asks ingest to read tables in full whose state cannot be continued. Repeats itself beside every
/// newest run until one of them has brought the tables, so that no request is ever lost.
record FullReads(Zone ingestion, String pipeline) {

    /// Models that were left out need the next run, too, though no table may wait.
    ///
    /// @param newest the newest processed run, when all ingested ones are: a run that still waits
    ///     may bring the tables
    void request(ProcessLog newest) {
        RunNumber run = newest.header().run();
        List<TableName> stale =
                newest.state().stream().filter(StateTable::stale).map(StateTable::name).toList();
        boolean leftOut =
                newest.models().stream().anyMatch(model -> model.outcome() == Outcome.SKIPPED);
        if ((stale.isEmpty() && !leftOut)
                || FullReadRequest.beside(run, ingestion, pipeline).isPresent()) {
            return;
        }
        String reason =
                newest.skipped()
                        .map(text -> "run %s was skipped: %s".formatted(run, text))
                        .orElse("the current state cannot be continued");
        switch (new FullReadRequest(stale, reason).layBeside(run, ingestion, pipeline)) {
            case Creation.Created() -> {}
            case Creation.Refused() -> {}
            // The next call asks again.
            case Creation.Unknown unknown -> {}
        }
    }
}
