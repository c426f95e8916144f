package dev.tidemark.pipeline;

/// What a model builds, as Kimball uses the words.
public enum ModelKind {
    FACT,
    DIMENSION
}
