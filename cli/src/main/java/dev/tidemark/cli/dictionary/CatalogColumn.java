package dev.tidemark.cli.dictionary;

import java.util.Optional;

/// A column as the warehouse's catalog describes it.
///
/// @param type as Postgres writes it
/// @param references the column that its foreign key names
record CatalogColumn(
        String name,
        String type,
        Presence presence,
        Role role,
        Optional<Reference> references,
        String comment) {

    /// Whether a row may lack a value.
    enum Presence {
        REQUIRED,
        MAY_BE_NULL,
        /// The catalog does not say it of a view.
        UNTOLD
    }

    /// What the column is to its table's primary key.
    enum Role {
        PRIMARY_KEY,
        ATTRIBUTE
    }

    /// A column of another table.
    record Reference(String table, String column) {
        @Override
        public String toString() {
            return table + "." + column;
        }
    }
}
