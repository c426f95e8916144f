package dev.tidemark.column.copy;

/// The frame of `COPY … (FORMAT binary)`: Postgres documentation, COPY, "Binary Format".
final class CopyFormat {
    static final int TRAILER = -1;
    static final int NULL_LENGTH = -1;

    /// Signature, flags and the length of the header's extension.
    static final int HEADER_BYTES = 19;

    static final int FLAGS_OFFSET = 11;
    static final int EXTENSION_OFFSET = 15;

    /// Flags that a reader must understand; bit 16 once announced object ids.
    static final int CRITICAL_FLAGS = 0xFFFF0000;

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };

    private CopyFormat() {}

    static byte[] signature() {
        return SIGNATURE.clone();
    }
}
