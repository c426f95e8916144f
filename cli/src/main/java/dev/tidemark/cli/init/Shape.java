package dev.tidemark.cli.init;

/// What the warehouse's tables are called.
public enum Shape {
    /// `dim_<table>`, in names that nobody has to quote.
    DIMENSIONS,
    /// As in the source.
    MIRROR
}
