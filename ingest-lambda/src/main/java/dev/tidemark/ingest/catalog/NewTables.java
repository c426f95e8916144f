package dev.tidemark.ingest.catalog;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables that the newest run did not have. They are archived by themselves, and whoever expects them
/// in the warehouse has to hear that no model reads them.
///
/// @param newest the newest run
record NewTables(Pipeline pipeline, Optional<IngestLog> newest) {

    /// What somebody should know of the source as it is now.
    List<String> notices(Catalog catalog) {
        List<String> unread = newest.map(log -> unread(catalog, log)).orElse(List.of());
        if (unread.isEmpty()) {
            return catalog.notices();
        }
        String notice =
                "new table%s %s: archived, no model reads %s yet"
                        .formatted(
                                unread.size() == 1 ? "" : "s",
                                String.join(", ", unread),
                                unread.size() == 1 ? "it" : "them");
        return Stream.concat(catalog.notices().stream(), Stream.of(notice)).toList();
    }

    private List<String> unread(Catalog catalog, IngestLog log) {
        Set<TableName> known =
                log.tables().stream().map(IngestedTable::name).collect(Collectors.toSet());
        return catalog.tables().stream()
                .map(SourceTable::name)
                .filter(name -> !known.contains(name))
                .filter(name -> pipeline.models().stream().noneMatch(m -> m.names(name.table())))
                .map(TableName::toString)
                .toList();
    }
}
