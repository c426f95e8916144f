package dev.tidemark.ingest.archive;

/// What the files of a table in a run hold, which shows in their names.
public enum FileKind {
    /// The rows inserted or updated, all columns.
    ROWS(""),
    /// The keys of the rows deleted.
    DELETED("-deleted"),
    /// A part of the key set, sorted.
    KEYS("-keys");

    private final String infix;

    FileKind(String infix) {
        this.infix = infix;
    }

    String infix() {
        return infix;
    }
}
