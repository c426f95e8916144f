package dev.tidemark.runlog;

/// Which source it was, and how far it had come. Another system, database or timeline, or a
/// position that went back, means that transaction ids of an earlier run say nothing any more.
///
/// @param position the WAL position (LSN) in bytes
public record SourceIdentity(String system, String database, long timeline, long position) {}
