package dev.tidemark.process.engine;

/// A column of a SELECT.
///
/// @param type as the engine spells it
public record EngineColumn(String name, String type) {}
