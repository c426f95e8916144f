package dev.tidemark.column.vector;

import java.io.OutputStream;
import java.util.Arrays;

/// A byte buffer that grows up to a limit and is used again after [#clear()]. Numbers are written big-endian, as the
/// Postgres protocol wants them.
public final class Bytes extends OutputStream {
    private static final int FIRST_BYTES = 1 << 12;
    private static final int KEPT_BYTES = 8 << 20;

    private final int bytesMax;
    private byte[] array = new byte[FIRST_BYTES];
    private int size;

    public Bytes(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// The bytes from 0 to [#size()]; valid until the next change.
    public byte[] array() {
        return array;
    }

    public int size() {
        return size;
    }

    /// Empties the buffer, and lets go of what a rare wide value made it grow to.
    public void clear() {
        size = 0;
        if (array.length > KEPT_BYTES) {
            array = new byte[FIRST_BYTES];
        }
    }

    @Override
    public void write(int value) {
        int at = reserve(1);
        array[at] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int at = reserve(length);
        System.arraycopy(from, offset, array, at, length);
    }

    public void writeShort(int value) {
        int at = reserve(Short.BYTES);
        BigEndian.putShort(array, at, value);
    }

    public void writeInt(int value) {
        int at = reserve(Integer.BYTES);
        BigEndian.putInt(array, at, value);
    }

    public void writeLong(long value) {
        int at = reserve(Long.BYTES);
        BigEndian.putLong(array, at, value);
    }

    /// Drops the first bytes and moves the rest to the front.
    public void discard(int count) {
        System.arraycopy(array, count, array, 0, size - count);
        size -= count;
    }

    /// Drops what lies beyond `newSize`.
    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    /// Makes room and says where it is. The array may be another one afterwards.
    private int reserve(int length) {
        int at = size;
        if (length > bytesMax - at) {
            throw new ValueException(
                    "needs more than the limit of " + bytesMax + " bytes in one batch");
        }
        if (at + length > array.length) {
            long doubled = Math.max(2L * array.length, at + (long) length);
            array = Arrays.copyOf(array, (int) Math.min(bytesMax, doubled));
        }
        size = at + length;
        return at;
    }
}
