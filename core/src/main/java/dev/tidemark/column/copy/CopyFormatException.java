package dev.tidemark.column.copy;

/// A stream that is not a whole `COPY … (FORMAT binary)` of the announced columns.
public final class CopyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CopyFormatException(String message) {
        super(message);
    }
}
