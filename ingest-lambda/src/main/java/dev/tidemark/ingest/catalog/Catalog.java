package dev.tidemark.ingest.catalog;

import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;

/// The tables that are followed, in the order of their names, as of one moment. Two catalogs are
/// equal if no table appeared, vanished or changed its fingerprint between their moments.
///
/// @param leftOut tables that are there but left out of this run by command
/// @param notices what somebody should know, though the run goes on
public record Catalog(List<SourceTable> tables, List<TableName> leftOut, List<String> notices) {

    public Catalog {
        tables = List.copyOf(tables);
        leftOut = List.copyOf(leftOut);
        notices = List.copyOf(notices);
    }

    public Optional<SourceTable> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
