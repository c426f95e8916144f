package dev.tidemark.ingest;

import dev.tidemark.ingest.source.Look;
import dev.tidemark.run.Attempt;
import dev.tidemark.runlog.SourceIdentity;

/// The last snapshot at which nothing new was found, and the run it was compared with. Kept in
/// memory only: a cold start looks again.
record Glance(Attempt since, SourceIdentity source, String snapshot) {

    boolean stillHolds(Attempt newest, Look look) {
        return since.equals(newest) && look.nothingRanSince(source, snapshot);
    }
}
