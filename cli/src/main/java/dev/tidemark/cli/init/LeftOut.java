package dev.tidemark.cli.init;

/// A table that the pipeline does not follow.
///
/// @param why in words that go on after the table's name
record LeftOut(FoundTable table, String why) {}
