package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/// Whole numbers of 32 or 64 bits, by a dictionary or by their differences.
final class LongValues extends RepeatedValues {

    private final boolean isNarrow;
    private LongDictionary dictionary = new LongDictionary();
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    private LongValues(ValuesWriter writer, boolean isNarrow, boolean mayRepeat) {
        super(writer, mayRepeat);
        this.isNarrow = isNarrow;
    }

    static LongValues ofIntegers() {
        return new LongValues(
                new DeltaBinaryPackingValuesWriterForInteger(SLAB_BYTES, PAGE_BYTES, ALLOCATOR),
                true,
                true);
    }

    static LongValues ofLongs() {
        return new LongValues(deltas(), false, true);
    }

    /// Instants seldom come twice.
    static LongValues ofInstants() {
        return new LongValues(deltas(), false, false);
    }

    private static ValuesWriter deltas() {
        return new DeltaBinaryPackingValuesWriterForLong(SLAB_BYTES, PAGE_BYTES, ALLOCATOR);
    }

    @Override
    void number(Vector vector, Numbers to) {
        LongVector longs = (LongVector) vector;
        for (int row = 0; row < longs.size(); row++) {
            if (!longs.isNull(row)) {
                to.add(dictionary.number(longs.at(row)));
            }
        }
    }

    @Override
    void write(Vector vector, ValuesWriter to) {
        LongVector longs = (LongVector) vector;
        for (int row = 0; row < longs.size(); row++) {
            if (!longs.isNull(row)) {
                write(longs.at(row), to);
            }
        }
    }

    @Override
    void write(Numbers from, ValuesWriter to) {
        for (int i = 0; i < from.size(); i++) {
            write(dictionary.value(from.at(i)), to);
        }
    }

    private void write(long value, ValuesWriter to) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        encode(value, to);
    }

    private void encode(long value, ValuesWriter to) {
        if (isNarrow) {
            to.writeInteger(Math.toIntExact(value));
        } else {
            to.writeLong(value);
        }
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    long dictionaryBytes() {
        return (long) dictionary.size() * Long.BYTES;
    }

    @Override
    BytesInput dictionaryContent() {
        var plain = new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, ALLOCATOR);
        for (int number = 0; number < dictionary.size(); number++) {
            encode(dictionary.value(number), plain);
        }
        return plain.getBytes();
    }

    @Override
    void forgetDictionary() {
        dictionary = new LongDictionary();
    }

    @Override
    public void describe(Statistics<?> statistics) {
        for (int number = 0; number < dictionary.size(); number++) {
            describe(dictionary.value(number), statistics);
        }
        if (least <= greatest) {
            describe(least, statistics);
            describe(greatest, statistics);
        }
    }

    private static void describe(long value, Statistics<?> statistics) {
        if (statistics instanceof IntStatistics) {
            statistics.updateStats(Math.toIntExact(value));
        } else {
            statistics.updateStats(value);
        }
    }
}
