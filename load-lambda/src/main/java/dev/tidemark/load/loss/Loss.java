package dev.tidemark.load.loss;

/// A table that misses rows which the ledger counts as loaded. They do not come again by themselves.
///
/// @param table its name, without the schema
/// @param model whose rows it held
/// @param since the last run of which it is known that its table was still there
record Loss(String table, String model, Kind kind, long since) {

    /// What was seen of the table.
    enum Kind {
        /// It is another table of the same name.
        MADE_ANEW,
        GONE,
        EMPTIED
    }

    /// Whether it is the table that tells which versions of a fact are current.
    boolean isOfSuperseded() {
        return !table.equals(model);
    }
}
