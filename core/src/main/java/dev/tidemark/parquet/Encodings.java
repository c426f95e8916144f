package dev.tidemark.parquet;

import static org.apache.parquet.column.Encoding.PLAIN;
import static org.apache.parquet.column.Encoding.RLE_DICTIONARY;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainFixedLenArrayDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;

/// Chooses how the values of a column are encoded. A dictionary is tried first, and given up after the first page when
/// it does not pay; timestamps never have one. Texts go length by length, as prefixes shared with the row before are rare.
final class Encodings implements ValuesWriterFactory {
    private static final int DICTIONARY_BYTES_MAX = 1 << 20;

    private int slabBytes;
    private int pageBytes;
    private ByteBufferAllocator allocator;

    Encodings(ParquetProperties defaults) {
        this.slabBytes = defaults.getInitialSlabSize();
        this.pageBytes = defaults.getPageSizeThreshold();
        this.allocator = defaults.getAllocator();
    }

    @Override
    public void initialize(ParquetProperties properties) {
        this.slabBytes = properties.getInitialSlabSize();
        this.pageBytes = properties.getPageSizeThreshold();
        this.allocator = properties.getAllocator();
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN ->
                    new RunLengthBitPackingHybridValuesWriter(1, slabBytes, pageBytes, allocator);
            case INT32 -> integers();
            case INT64 -> isTimestamp(column) ? deltaLongs() : longs();
            case FLOAT, DOUBLE -> new PlainValuesWriter(slabBytes, pageBytes, allocator);
            case BINARY -> texts();
            case FIXED_LEN_BYTE_ARRAY -> fixed(column.getPrimitiveType().getTypeLength());
            case INT96 ->
                    throw new IllegalArgumentException(
                            "no column is kept as " + column.getPrimitiveType());
        };
    }

    private static boolean isTimestamp(ColumnDescriptor column) {
        return column.getPrimitiveType().getLogicalTypeAnnotation()
                instanceof TimestampLogicalTypeAnnotation;
    }

    private ValuesWriter integers() {
        return FallbackValuesWriter.of(
                new PlainIntegerDictionaryValuesWriter(
                        DICTIONARY_BYTES_MAX, RLE_DICTIONARY, PLAIN, allocator),
                new DeltaBinaryPackingValuesWriterForInteger(slabBytes, pageBytes, allocator));
    }

    private ValuesWriter longs() {
        return FallbackValuesWriter.of(
                new PlainLongDictionaryValuesWriter(
                        DICTIONARY_BYTES_MAX, RLE_DICTIONARY, PLAIN, allocator),
                deltaLongs());
    }

    private ValuesWriter deltaLongs() {
        return new DeltaBinaryPackingValuesWriterForLong(slabBytes, pageBytes, allocator);
    }

    private ValuesWriter fixed(int length) {
        return FallbackValuesWriter.of(
                new PlainFixedLenArrayDictionaryValuesWriter(
                        DICTIONARY_BYTES_MAX, length, RLE_DICTIONARY, PLAIN, allocator),
                new FixedLenByteArrayPlainValuesWriter(length, slabBytes, pageBytes, allocator));
    }

    private ValuesWriter texts() {
        return FallbackValuesWriter.of(
                new PlainBinaryDictionaryValuesWriter(
                        DICTIONARY_BYTES_MAX, RLE_DICTIONARY, PLAIN, allocator),
                new DeltaLengthByteArrayValuesWriter(slabBytes, pageBytes, allocator));
    }
}
