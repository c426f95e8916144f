package dev.tidemark.parquet;

/// What a finished Parquet file holds and weighs.
public record WrittenFile(long rows, long bytes, String sha256) {}
