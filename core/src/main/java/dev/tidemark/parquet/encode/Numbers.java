package dev.tidemark.parquet.encode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// The numbers that stand in a page for values of a dictionary.
final class Numbers {

    private int[] numbers = new int[1024];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size] = number;
        size++;
    }

    int size() {
        return size;
    }

    int at(int position) {
        return numbers[position];
    }

    void clear() {
        size = 0;
    }

    long bytes() {
        return (long) size * Integer.BYTES;
    }

    /// A byte that says how many bits a number takes, then runs of equal numbers and packed ones.
    ///
    /// @param bound greater than all of them
    BytesInput content(int bound) {
        int bits = BytesUtils.getWidthFromMaxInt(bound - 1);
        var encoder =
                new RunLengthBitPackingHybridEncoder(
                        bits, Values.SLAB_BYTES, Values.PAGE_BYTES, Values.ALLOCATOR);
        try {
            for (int i = 0; i < size; i++) {
                encoder.writeInt(numbers[i]);
            }
            return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoder.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
