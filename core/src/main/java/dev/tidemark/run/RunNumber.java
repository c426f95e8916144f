package dev.tidemark.run;

import java.util.Locale;

/// The number of a run: 1, 2, 3 … without gaps, the same in every stage.
public record RunNumber(long value) implements Comparable<RunNumber> {

    public static final RunNumber FIRST = new RunNumber(1);

    /// Nine digits in a key: a run every second for thirty years.
    private static final long VALUE_MAX = 999_999_999;

    public RunNumber {
        if (value < 1 || value > VALUE_MAX) {
            throw new IllegalArgumentException("no run number: " + value);
        }
    }

    public RunNumber next() {
        return new RunNumber(value + 1);
    }

    public RunNumber previous() {
        return new RunNumber(value - 1);
    }

    public boolean isFirst() {
        return value == 1;
    }

    /// Nine digits, so that keys sort as numbers do.
    public String padded() {
        return String.format(Locale.ROOT, "%09d", value);
    }

    @Override
    public int compareTo(RunNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
