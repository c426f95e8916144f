package dev.tidemark.ingest.archive;

import dev.tidemark.column.copy.BatchSink;

/// Keys in the order of [KeyOrder].
@FunctionalInterface
public interface SortedKeys {

    /// Brings all of them, and says how many they were.
    long read(BatchSink sink);
}
