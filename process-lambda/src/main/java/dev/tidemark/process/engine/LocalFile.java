package dev.tidemark.process.engine;

import java.nio.file.Path;

/// A Parquet file on the local disk.
public record LocalFile(Path path, long rows) {}
