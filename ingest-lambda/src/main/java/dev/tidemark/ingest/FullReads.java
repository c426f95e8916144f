package dev.tidemark.ingest;

import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Looks which tables a later stage asked to read in full.
public record FullReads(Zone zone, String pipeline) {

    /// The requests beside the newest run, and those beside the one before it that came too late for
    /// the newest run to see.
    /// @return nothing if nobody waits for a run
    public Optional<Set<TableName>> asked(IngestLog newest) {
        Set<TableName> asked = new LinkedHashSet<>();
        Optional<FullReadRequest> newer = beside(newest.header().run().value());
        newer.ifPresent(request -> asked.addAll(request.tables()));
        if (!newest.header().run().isFirst()) {
            beside(newest.header().run().value() - 1).stream()
                    .flatMap(request -> request.tables().stream())
                    .filter(table -> !wasReadInFull(newest, table))
                    .forEach(asked::add);
        }
        return newer.isEmpty() && asked.isEmpty() ? Optional.empty() : Optional.of(asked);
    }

    private Optional<FullReadRequest> beside(long run) {
        return FullReadRequest.beside(new RunNumber(run), zone, pipeline);
    }

    /// A table that is gone cannot be read, and a later stage knows that it is.
    private static boolean wasReadInFull(IngestLog log, TableName table) {
        return log.table(table)
                .map(IngestedTable::mode)
                .map(mode -> mode == IngestedTable.Mode.FULL || mode == IngestedTable.Mode.GONE)
                .orElse(true);
    }
}
