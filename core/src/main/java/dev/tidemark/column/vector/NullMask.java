package dev.tidemark.column.vector;

import java.util.Arrays;

/// Which rows of a vector are null. One byte a row: the loops that read it are simpler and faster than with bits.
final class NullMask {
    private boolean[] mask = new boolean[1024];
    private int size;

    int size() {
        return size;
    }

    boolean isNull(int row) {
        return mask[row];
    }

    void addValue() {
        mark(false);
    }

    void addNull() {
        mark(true);
    }

    void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    private void mark(boolean isNull) {
        if (size == mask.length) {
            mask = Arrays.copyOf(mask, size * 2);
        }
        mask[size++] = isNull;
    }
}
