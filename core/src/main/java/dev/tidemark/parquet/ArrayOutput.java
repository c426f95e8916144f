package dev.tidemark.parquet;

import java.io.OutputStream;

/// Writes into an array that was made just large enough.
final class ArrayOutput extends OutputStream {
    private final byte[] array;
    private int position;

    ArrayOutput(byte[] array) {
        this.array = array;
    }

    @Override
    public void write(int value) {
        array[position++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, array, position, length);
        position += length;
    }
}
