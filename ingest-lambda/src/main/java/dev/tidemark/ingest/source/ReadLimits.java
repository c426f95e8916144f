package dev.tidemark.ingest.source;

import java.time.Duration;

/// What ingest allows itself to ask of a source.
final class ReadLimits {

    /// How long to wait for the locks on all tables; whoever holds a stronger one goes first.
    static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(10);

    /// A snapshot keeps dead rows of the whole database from being cleaned away.
    static final Duration SNAPSHOT_HELD_MAX = Duration.ofHours(2);

    /// A standby further behind than this would make promises that it cannot keep.
    static final Duration STANDBY_LAG_MAX = Duration.ofMinutes(15);

    /// Transaction ids seen that a query log keeps. Those beyond are read again by the next run.
    static final int SEEN_MAX = 10_000;

    /// How often a catalog that moves is looked at again.
    static final int CATALOG_TRIES_MAX = 3;

    /// A table of this size is read by two sessions.
    static final long SPLIT_BYTES_MIN = 64L << 20;

    /// The oldest release with all that the queries use: TID ranges.
    static final int SERVER_VERSION_MIN = 140_000;

    private ReadLimits() {}
}
