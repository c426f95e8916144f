package dev.tidemark.ingest.source;

/// The moments between two steps of an ingest at which the world may change. Nothing happens at
/// them; a test makes it happen there instead of hoping for it.
public interface Steps {

    Steps UNDISTURBED = new Steps() {};

    /// The catalog was read; no lock is held yet.
    default void beforeLocks() {}

    /// All locks are held; the snapshot is not yet taken.
    default void beforeSnapshot() {}

    /// The snapshot is taken and the catalog read again; no row is read yet.
    default void beforeRows() {}

    /// All data files are uploaded; the query log is not yet there.
    default void beforePublication() {}
}
