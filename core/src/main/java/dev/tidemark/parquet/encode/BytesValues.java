package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.Vector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/// Byte strings, by a dictionary or as they are: texts length by length, because prefixes shared with
/// the row before are rare.
final class BytesValues extends RepeatedValues {

    private final Statistics<?> written;
    private final int fixedBytes;
    private BytesDictionary dictionary = new BytesDictionary();

    private BytesValues(PrimitiveType type, ValuesWriter writer, int fixedBytes) {
        super(writer, true);
        this.written = Statistics.createStats(type);
        this.fixedBytes = fixedBytes;
    }

    static BytesValues ofTexts(PrimitiveType type) {
        return new BytesValues(
                type, new DeltaLengthByteArrayValuesWriter(SLAB_BYTES, PAGE_BYTES, ALLOCATOR), 0);
    }

    static BytesValues ofFixedLength(PrimitiveType type) {
        return new BytesValues(type, fixed(type.getTypeLength()), type.getTypeLength());
    }

    private static ValuesWriter fixed(int bytes) {
        return new FixedLenByteArrayPlainValuesWriter(bytes, SLAB_BYTES, PAGE_BYTES, ALLOCATOR);
    }

    @Override
    void number(Vector vector, Numbers to) {
        BytesVector bytes = (BytesVector) vector;
        for (int row = 0; row < bytes.size(); row++) {
            if (!bytes.isNull(row)) {
                to.add(dictionary.number(bytes.array(), bytes.offset(row), bytes.length(row)));
            }
        }
    }

    @Override
    void write(Vector vector, ValuesWriter to) {
        BytesVector bytes = (BytesVector) vector;
        for (int row = 0; row < bytes.size(); row++) {
            if (!bytes.isNull(row)) {
                write(value(bytes, row), to);
            }
        }
    }

    @Override
    void write(Numbers from, ValuesWriter to) {
        for (int i = 0; i < from.size(); i++) {
            write(value(dictionary.values(), from.at(i)), to);
        }
    }

    private void write(Binary value, ValuesWriter to) {
        written.updateStats(value);
        to.writeBytes(value);
    }

    /// The bytes are announced as reused, so that statistics copy what they keep.
    private static Binary value(BytesVector bytes, int row) {
        return Binary.fromReusedByteArray(bytes.array(), bytes.offset(row), bytes.length(row));
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    long dictionaryBytes() {
        return dictionary.bytes();
    }

    @Override
    BytesInput dictionaryContent() {
        ValuesWriter plain =
                fixedBytes > 0
                        ? fixed(fixedBytes)
                        : new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, ALLOCATOR);
        for (int number = 0; number < dictionary.size(); number++) {
            plain.writeBytes(value(dictionary.values(), number));
        }
        return plain.getBytes();
    }

    @Override
    void forgetDictionary() {
        dictionary = new BytesDictionary();
    }

    @Override
    public void describe(Statistics<?> statistics) {
        for (int number = 0; number < dictionary.size(); number++) {
            statistics.updateStats(value(dictionary.values(), number));
        }
        if (written.hasNonNullValue()) {
            statistics.mergeStatistics(written);
        }
    }
}
