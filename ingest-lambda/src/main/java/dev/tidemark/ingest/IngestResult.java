package dev.tidemark.ingest;

import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import java.util.Optional;

/// How one ingest ended when nothing went wrong. Trouble is thrown, not returned.
public sealed interface IngestResult {

    /// The run is published, whole.
    record Published(IngestLog log) implements IngestResult {

        public RunNumber run() {
            return log.header().run();
        }

        public long rowsUpserted() {
            return log.tables().stream().mapToLong(IngestedTable::rowsUpserted).sum();
        }

        public long rowsDeleted() {
            return log.tables().stream().mapToLong(IngestedTable::rowsDeleted).sum();
        }
    }

    /// It was looked, and nothing had changed. No object was written.
    ///
    /// @param since the newest run
    record NothingNew(Optional<RunNumber> since) implements IngestResult {}

    /// Another attempt published this run first. What this one read, the next run reads again.
    record Overtaken(RunNumber run) implements IngestResult {}
}
