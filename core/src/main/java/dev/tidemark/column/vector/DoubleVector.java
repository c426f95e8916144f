package dev.tidemark.column.vector;

import java.util.Arrays;

/// Floating point numbers, bit for bit: negative zero and NaN stay what they are.
public final class DoubleVector implements Vector {
    private final NullMask nulls = new NullMask();
    private double[] values = new double[1024];

    public void add(double value) {
        place(value);
        nulls.addValue();
    }

    /// The value of a row; 0 where the row is null.
    public double at(int row) {
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
            add(((DoubleVector) other).at(row));
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
        return (long) size() * Double.BYTES;
    }

    @Override
    public void clear() {
        truncate(0);
    }

    @Override
    public void truncate(int size) {
        nulls.truncate(size);
    }

    private void place(double value) {
        int row = nulls.size();
        if (row == values.length) {
            values = Arrays.copyOf(values, row * 2);
        }
        values[row] = value;
    }
}
