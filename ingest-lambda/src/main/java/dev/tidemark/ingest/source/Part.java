package dev.tidemark.ingest.source;

import dev.tidemark.ingest.catalog.SourceTable;

/// The rows of a table that one COPY reads: all, the changed ones, or a range of blocks.
///
/// @param condition SQL, empty for all rows; holds names that were quoted and numbers, nothing else
public record Part(SourceTable table, String condition) {}
