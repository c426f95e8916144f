package dev.tidemark.runlog;

/// A column as a query log describes it.
///
/// @param type the canonical name of its type, as `dev.tidemark.column` spells it
public record TableColumn(String name, String type, boolean nullable) {}
