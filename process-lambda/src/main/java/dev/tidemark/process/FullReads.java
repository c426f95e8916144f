package dev.tidemark.process;

import dev.tidemark.lake.Creation;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;

/// Asks ingest to read tables in full whose state cannot be continued. Repeats itself beside every
/// newest run until one of them has brought the tables, so that no request is ever lost.
record FullReads(Zone ingestion, String pipeline) {

    /// Runs that are ingested but not yet processed may bring the tables, so it waits for those.
    void request(Optional<ProcessLog> processed, Optional<IngestLog> ingested) {
        if (processed.isEmpty() || ingested.isEmpty()) {
            return;
        }
        RunNumber run = ingested.get().header().run();
        List<TableName> stale =
                processed.get().state().stream()
                        .filter(StateTable::stale)
                        .map(StateTable::name)
                        .toList();
        if (run.equals(processed.get().header().run()) && !stale.isEmpty()) {
            request(run, stale, processed.get().skipped());
        }
    }

    private void request(RunNumber run, List<TableName> tables, Optional<String> skipped) {
        if (FullReadRequest.beside(run, ingestion, pipeline).isPresent()) {
            return;
        }
        String reason =
                skipped.map(text -> "run %s was skipped: %s".formatted(run, text))
                        .orElse("the current state cannot be continued");
        switch (new FullReadRequest(tables, reason).layBeside(run, ingestion, pipeline)) {
            case Creation.Created() -> {}
            case Creation.Refused() -> {}
            // The next call asks again.
            case Creation.Unknown unknown -> {}
        }
    }
}
