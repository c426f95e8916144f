package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.BytesVector;
import java.util.Arrays;

/// Numbers the different byte strings of a column in the order in which they are met.
final class BytesDictionary {

    private final BytesVector values = new BytesVector();
    private int[] hashes = new int[32];

    /// Open addressing, at most half full; 0 is an empty place, else the value's number plus one.
    private int[] places = new int[64];

    int size() {
        return values.size();
    }

    /// The values, each in the row of its number.
    BytesVector values() {
        return values;
    }

    long bytes() {
        return values.bytes();
    }

    int number(byte[] from, int offset, int length) {
        int hash = hash(from, offset, length);
        int place = hash & (places.length - 1);
        while (places[place] != 0) {
            int number = places[place] - 1;
            if (hashes[number] == hash && isValue(number, from, offset, length)) {
                return number;
            }
            place = (place + 1) & (places.length - 1);
        }
        return add(from, offset, length, hash, place);
    }

    private boolean isValue(int number, byte[] from, int offset, int length) {
        int start = values.offset(number);
        return Arrays.equals(
                values.array(),
                start,
                start + values.length(number),
                from,
                offset,
                offset + length);
    }

    private int add(byte[] from, int offset, int length, int hash, int place) {
        int number = values.size();
        values.add(from, offset, length);
        if (number == hashes.length) {
            hashes = Arrays.copyOf(hashes, number * 2);
        }
        hashes[number] = hash;
        places[place] = number + 1;
        if (values.size() * 2 > places.length) {
            spread();
        }
        return number;
    }

    private void spread() {
        places = new int[places.length * 2];
        for (int number = 0; number < values.size(); number++) {
            int place = hashes[number] & (places.length - 1);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = number + 1;
        }
    }

    private static int hash(byte[] from, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + from[i];
        }
        return hash ^ (hash >>> 15);
    }
}
