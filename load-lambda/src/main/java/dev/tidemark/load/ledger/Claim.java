package dev.tidemark.load.ledger;

/// Whose a run is that a load wants to bring in.
public sealed interface Claim {

    /// This transaction's, if it commits.
    record Ours() implements Claim {}

    /// Another transaction has loaded it.
    record Loaded() implements Claim {}
}
