package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// Booleans and floating point numbers: no dictionary could be shorter, or is likely to be.
final class PlainValues implements Values {

    private final PrimitiveTypeName physical;
    private final ValuesWriter writer;
    private boolean isSomeTrue;
    private boolean isSomeFalse;

    PlainValues(PrimitiveTypeName physical) {
        this.physical = physical;
        this.writer =
                physical == PrimitiveTypeName.BOOLEAN
                        ? new RunLengthBitPackingHybridValuesWriter(
                                1, SLAB_BYTES, PAGE_BYTES, ALLOCATOR)
                        : new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, ALLOCATOR);
    }

    @Override
    public void add(Vector vector) {
        if (physical == PrimitiveTypeName.BOOLEAN) {
            addBooleans((LongVector) vector);
        } else if (physical == PrimitiveTypeName.FLOAT) {
            addFloats((DoubleVector) vector);
        } else {
            addDoubles((DoubleVector) vector);
        }
    }

    private void addBooleans(LongVector longs) {
        for (int row = 0; row < longs.size(); row++) {
            if (!longs.isNull(row)) {
                boolean value = longs.at(row) != 0;
                writer.writeBoolean(value);
                isSomeTrue |= value;
                isSomeFalse |= !value;
            }
        }
    }

    private void addFloats(DoubleVector doubles) {
        for (int row = 0; row < doubles.size(); row++) {
            if (!doubles.isNull(row)) {
                writer.writeFloat((float) doubles.at(row));
            }
        }
    }

    private void addDoubles(DoubleVector doubles) {
        for (int row = 0; row < doubles.size(); row++) {
            if (!doubles.isNull(row)) {
                writer.writeDouble(doubles.at(row));
            }
        }
    }

    @Override
    public long bytes() {
        return writer.getBufferedSize();
    }

    @Override
    public Encoding encoding() {
        return writer.getEncoding();
    }

    @Override
    public BytesInput content() {
        return writer.getBytes();
    }

    @Override
    public void endPage() {
        writer.reset();
    }

    @Override
    public Optional<DictionaryPage> dictionary() {
        return Optional.empty();
    }

    /// Floating point numbers have no order that all readers agree on.
    @Override
    public void describe(Statistics<?> statistics) {
        if (isSomeFalse) {
            statistics.updateStats(false);
        }
        if (isSomeTrue) {
            statistics.updateStats(true);
        }
    }
}
