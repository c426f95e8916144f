package dev.tidemark.column.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Byte strings, one behind the other in a single array: row `r` lies at `offset(r)` and is `length(r)` long.
public final class BytesVector implements Vector {
    /// What one column of one batch may take: room for the widest value that is moved, and for the rows before it.
    public static final int BYTES_MAX = 64 << 20;

    private final NullMask nulls = new NullMask();
    private final Bytes data = new Bytes(BYTES_MAX);
    private int[] ends = new int[1024];

    public void add(byte[] from, int offset, int length) {
        data.write(from, offset, length);
        endHere();
        nulls.addValue();
    }

    public void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    /// Ends a value whose bytes were written to [#tail()].
    public void addTail() {
        endHere();
        nulls.addValue();
    }

    /// Where the next value's bytes may be written; [#addTail()] makes them a row.
    public Bytes tail() {
        return data;
    }

    /// The array that the offsets refer to; valid until the next change.
    public byte[] array() {
        return data.array();
    }

    public int offset(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    public int length(int row) {
        return ends[row] - offset(row);
    }

    /// A row as text. Makes an object: for messages and tests, not for the path of a row.
    public String text(int row) {
        return new String(array(), offset(row), length(row), StandardCharsets.UTF_8);
    }

    @Override
    public void addNull() {
        endHere();
        nulls.addNull();
    }

    @Override
    public void addFrom(Vector other, int row) {
        BytesVector from = (BytesVector) other;
        if (from.isNull(row)) {
            addNull();
        } else {
            add(from.array(), from.offset(row), from.length(row));
        }
    }

    @Override
    public int size() {
        return nulls.size();
    }

    @Override
    public boolean isNull(int row) {
        return nulls.isNull(row);
    }

    @Override
    public long bytes() {
        return data.size();
    }

    @Override
    public void clear() {
        nulls.truncate(0);
        data.clear();
    }

    @Override
    public void truncate(int size) {
        if (size < size()) {
            data.truncate(size == 0 ? 0 : ends[size - 1]);
            nulls.truncate(size);
        }
    }

    private void endHere() {
        int row = nulls.size();
        if (row == ends.length) {
            ends = Arrays.copyOf(ends, row * 2);
        }
        ends[row] = data.size();
    }
}
