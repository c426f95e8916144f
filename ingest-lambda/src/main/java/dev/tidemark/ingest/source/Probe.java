package dev.tidemark.ingest.source;

import java.util.List;

/// What one scan of a table tells before anything is read.
///
/// @param rows all rows that the snapshot sees
/// @param changed those among them that are new or changed
/// @param seen ids at or above the snapshot's own xmin that rows carry
/// @param extent where the changed rows lie, as a condition on `ctid`; empty when it narrows nothing
public record Probe(long rows, long changed, List<Long> seen, String extent) {

    public Probe {
        seen = List.copyOf(seen);
    }

    /// Rows that are what they were at the earlier snapshot.
    public long outside() {
        return rows - changed;
    }
}
