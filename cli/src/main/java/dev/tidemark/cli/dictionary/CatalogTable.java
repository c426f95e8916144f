package dev.tidemark.cli.dictionary;

import java.util.List;

/// A table or view as the warehouse's catalog describes it.
record CatalogTable(String name, Form form, String comment, List<CatalogColumn> columns) {

    /// How Postgres keeps it.
    enum Form {
        TABLE,
        VIEW
    }

    CatalogTable {
        columns = List.copyOf(columns);
    }

    boolean has(String column) {
        return columns.stream().anyMatch(mine -> mine.name().equals(column));
    }
}
