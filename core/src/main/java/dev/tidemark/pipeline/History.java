package dev.tidemark.pipeline;

/// What the warehouse keeps of a key whose row changes.
public enum History {
    /// A change is another record; nothing is overwritten.
    EVERY_VERSION,
    /// A change overwrites the record.
    LATEST
}
