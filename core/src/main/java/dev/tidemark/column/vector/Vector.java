package dev.tidemark.column.vector;

/// The values of one column for the rows of a batch. Values are only ever appended; a null takes a row too.
public sealed interface Vector permits LongVector, DoubleVector, BytesVector {
    /// Rows held.
    int size();

    boolean isNull(int row);

    void addNull();

    /// Appends the value, or null, that another vector of the same class holds in a row.
    void addFrom(Vector other, int row);

    /// Bytes that the values take.
    long bytes();

    void clear();

    /// Drops the rows from `size` on.
    void truncate(int size);
}
