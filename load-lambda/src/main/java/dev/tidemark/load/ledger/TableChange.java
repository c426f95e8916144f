package dev.tidemark.load.ledger;

/// What a run did to a table of the warehouse, in rows.
///
/// @param inserted new members of a dimension, new versions of a fact
/// @param updated members that changed or came back
/// @param unchanged rows that said what the warehouse said already
/// @param left keys recorded as deleted
public record TableChange(String table, long inserted, long updated, long unchanged, long left) {

    public static TableChange none(String table) {
        return new TableChange(table, 0, 0, 0, 0);
    }
}
