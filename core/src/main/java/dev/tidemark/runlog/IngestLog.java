package dev.tidemark.runlog;

import java.util.List;
import java.util.Optional;

/// The query log of a run in the ingestion zone: one consistent instant of the source.
public record IngestLog(
        RunHeader header, Snapshot snapshot, SourceIdentity source, List<IngestedTable> tables)
        implements QueryLog {

    public IngestLog {
        tables = List.copyOf(tables);
    }

    public Optional<IngestedTable> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
