package dev.tidemark.process.engine;

import java.nio.file.Path;

/// A port to whatever runs SQL over Parquet files.
public interface Engine {

    /// Opens a session that reads and writes nothing outside of that folder.
    Session open(Path folder);
}
