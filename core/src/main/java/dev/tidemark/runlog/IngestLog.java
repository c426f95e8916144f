package dev.tidemark.runlog;

import java.util.List;
import java.util.Optional;

/// The query log of a run in the ingestion zone: one consistent instant of the source.
///
/// @param skipped why tables were left out of this run by command; the next run reads them in full
public record IngestLog(
        RunHeader header,
        Optional<String> skipped,
        Snapshot snapshot,
        SourceIdentity source,
        List<IngestedTable> tables)
        implements QueryLog {

    public IngestLog {
        tables = List.copyOf(tables);
    }

    /// A run that nothing was left out of.
    public IngestLog(
            RunHeader header,
            Snapshot snapshot,
            SourceIdentity source,
            List<IngestedTable> tables) {
        this(header, Optional.empty(), snapshot, source, tables);
    }

    public Optional<IngestedTable> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
