package dev.tidemark.parquet;

/// A file that is no readable Parquet file; [ParquetReader] adds its name.
final class CorruptFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CorruptFileException(String why) {
        super(why);
    }
}
