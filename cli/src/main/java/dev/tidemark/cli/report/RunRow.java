package dev.tidemark.cli.report;

import dev.tidemark.load.ledger.LedgerRow;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A run as far as it came: what each zone and the ledger say of it.
public record RunRow(
        RunNumber run,
        Optional<IngestLog> ingested,
        Optional<ProcessLog> processed,
        Optional<LedgerRow> loaded) {

    /// What was left out of the run by command, and why; empty for an ordinary run.
    public List<String> skipped() {
        Stream<String> tables =
                ingested.stream()
                        .flatMap(log -> log.tables().stream())
                        .filter(table -> table.mode() == IngestedTable.Mode.SKIPPED)
                        .map(table -> table.name().toString())
                        .collect(Collectors.collectingAndThen(Collectors.joining(", "), Stream::of))
                        .filter(names -> !names.isEmpty())
                        .map(names -> "ingest left out " + names + why());
        Stream<String> models =
                processed.flatMap(ProcessLog::skipped).stream().map(why -> "process: " + why);
        Stream<String> load =
                loaded.flatMap(LedgerRow::skipped).stream().map(why -> "load: " + why);
        return Stream.of(tables, models, load).flatMap(all -> all).toList();
    }

    private String why() {
        return ingested.flatMap(IngestLog::skipped).map(reason -> ": " + reason).orElse("");
    }
}
