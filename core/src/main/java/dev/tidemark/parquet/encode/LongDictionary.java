package dev.tidemark.parquet.encode;

import java.util.Arrays;

/// Numbers the different values of a column in the order in which they are met.
final class LongDictionary {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private long[] values = new long[32];
    private int size;

    /// Open addressing, at most half full; 0 is an empty place, else the value's number plus one.
    private int[] places = new int[64];

    int size() {
        return size;
    }

    long value(int number) {
        return values[number];
    }

    int number(long value) {
        int place = place(value);
        while (places[place] != 0) {
            int number = places[place] - 1;
            if (values[number] == value) {
                return number;
            }
            place = (place + 1) & (places.length - 1);
        }
        return add(value, place);
    }

    private int add(long value, int place) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        size++;
        places[place] = size;
        if (size * 2 > places.length) {
            spread();
        }
        return size - 1;
    }

    private void spread() {
        places = new int[places.length * 2];
        for (int number = 0; number < size; number++) {
            int place = place(values[number]);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = number + 1;
        }
    }

    private int place(long value) {
        return (int) ((value * GOLDEN) >>> 32) & (places.length - 1);
    }
}
