package dev.tidemark.column.vector;

import java.util.Arrays;

/// Whole numbers: integers, scaled decimals, days, microseconds, and booleans as 0 and 1.
public final class LongVector implements Vector {
    private final NullMask nulls = new NullMask();
    private long[] values = new long[1024];

    public void add(long value) {
        place(value);
        nulls.addValue();
    }

    /// The value of a row; 0 where the row is null.
    public long at(int row) {
        return values[row];
    }

    @Override
    public void addNull() {
        place(0);
        nulls.addNull();
    }

    @Override
    public void addFrom(Vector other, int row) {
        if (other.isNull(row)) {
            addNull();
        } else {
            add(((LongVector) other).at(row));
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
        return (long) size() * Long.BYTES;
    }

    @Override
    public void clear() {
        truncate(0);
    }

    @Override
    public void truncate(int size) {
        nulls.truncate(size);
    }

    private void place(long value) {
        int row = nulls.size();
        if (row == values.length) {
            values = Arrays.copyOf(values, row * 2);
        }
        values[row] = value;
    }
}
