package dev.tidemark.load.loss;

/// A table of a model, and what the ledger remembers of it.
///
/// @param model whose rows it holds
/// @param since the run that was loaded when it was noted; 0 if it never was
/// @param filled whether a run has put rows into it
record KnownTable(String model, String name, Identity identity, long since, boolean filled) {

    /// Whether it is the table that the runs were loaded into.
    enum Identity {
        /// Nothing was noted of it here.
        UNKNOWN,
        SAME,
        /// Dropped, and made again under the same name.
        ANOTHER,
        /// Somebody took its rows away, and those that runs have put in since are not all.
        EMPTIED,
        /// There is no table of that name.
        MISSING
    }

    /// Whether a look for one row tells if it lacks any.
    boolean showsLossByBeingEmpty() {
        return filled && (identity == Identity.SAME || identity == Identity.UNKNOWN);
    }
}
