package dev.tidemark.ingest;

import dev.tidemark.ingest.catalog.Catalog;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is asked of one tick, by command and by later stages.
///
/// @param requested tables that a later stage asked to read in full, perhaps none; nothing if no
///     stage asked for a run
record Wishes(IngestOptions options, Optional<Set<TableName>> requested) {

    Wishes {
        requested = requested.map(Set::copyOf);
    }

    /// Whether a later stage waits for a run, whatever changed.
    boolean areForARun() {
        return requested.isPresent();
    }

    boolean areNone() {
        return options.isUsual() && requested.isEmpty();
    }

    boolean inFull(TableName table) {
        return requested.filter(tables -> tables.contains(table)).isPresent()
                || switch (options.full()) {
                    case IngestOptions.Full.AsNeeded() -> false;
                    case IngestOptions.Full.All() -> true;
                    case IngestOptions.Full.Tables(var names) ->
                            new TableNames(names).contains(table);
                };
    }

    boolean leavesOut(TableName table) {
        return options.skip()
                .map(skip -> skip.tables().isEmpty() || names(skip).contains(table))
                .orElse(false);
    }

    boolean acceptsDeletes(TableName table) {
        return new TableNames(options.acceptDeletes()).contains(table);
    }

    void requireKnown(Catalog catalog, Optional<IngestLog> newest) {
        List<TableName> known =
                Stream.of(
                                catalog.tables().stream().map(SourceTable::name),
                                catalog.leftOut().stream(),
                                newest.stream()
                                        .flatMap(log -> log.tables().stream())
                                        .map(IngestedTable::name))
                        .flatMap(names -> names)
                        .distinct()
                        .toList();
        new TableNames(options.acceptDeletes()).requireAmong(known);
        options.skip().ifPresent(skip -> names(skip).requireAmong(known));
        if (options.full() instanceof IngestOptions.Full.Tables(var names)) {
            new TableNames(names).requireAmong(known);
        }
    }

    private static TableNames names(IngestOptions.Skip skip) {
        return new TableNames(skip.tables());
    }
}
