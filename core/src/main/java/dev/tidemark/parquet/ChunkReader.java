package dev.tidemark.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Reads the pages of one column chunk, one after the other as they are asked for.
final class ChunkReader implements PageReader {
    /// What one page may take uncompressed. Larger ones are the sign of a damaged header, or would not fit the memory.
    static final int PAGE_BYTES_MAX = 256 << 20;

    private final ChunkInput in;
    private final ColumnDescriptor column;
    private final CompressionCodec codec;
    private final long values;
    private final Statistics<?> noStatistics;
    private @Nullable PageHeader ahead;
    private long valuesRead;

    ChunkReader(ChunkInput in, ColumnDescriptor column, ColumnMetaData data, long rows) {
        this.in = in;
        this.column = column;
        this.codec = data.getCodec();
        this.values = data.getNum_values();
        this.noStatistics = Statistics.getBuilderForReading(column.getPrimitiveType()).build();
        if (codec != CompressionCodec.ZSTD && codec != CompressionCodec.UNCOMPRESSED) {
            throw new CorruptFileException(
                    "it is compressed with %s; only zstd is read".formatted(codec));
        }
        if (values != rows) {
            throw new CorruptFileException(
                    "column %s has %d values for %d rows".formatted(name(), values, rows));
        }
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = nextHeader();
            if (!header.isSetDictionary_page_header()) {
                ahead = header;
                return null;
            }
            byte[] data =
                    inflate(
                            in.take(header.getCompressed_page_size()),
                            0,
                            header.getUncompressed_page_size());
            return new DictionaryPage(
                    BytesInput.from(data),
                    header.getDictionary_page_header().getNum_values(),
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (valuesRead < values) {
                PageHeader header = nextHeader();
                byte[] bytes = in.take(header.getCompressed_page_size());
                if (header.isSetData_page_header_v2()) {
                    return counted(pageV2(header, bytes));
                }
                if (header.isSetData_page_header()) {
                    return counted(pageV1(header, bytes));
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageHeader nextHeader() throws IOException {
        PageHeader header = ahead == null ? Util.readPageHeader(in) : ahead;
        ahead = null;
        if (header.getUncompressed_page_size() < 0
                || header.getUncompressed_page_size() > PAGE_BYTES_MAX) {
            throw new CorruptFileException(
                    "column %s has a page of %d bytes, the limit is %d"
                            .formatted(name(), header.getUncompressed_page_size(), PAGE_BYTES_MAX));
        }
        return header;
    }

    private DataPage counted(DataPage page) {
        valuesRead += page.getValueCount();
        if (page.getValueCount() <= 0 || valuesRead > values) {
            throw new CorruptFileException(
                    "the pages of column %s hold other than %d values".formatted(name(), values));
        }
        return page;
    }

    private DataPage pageV1(PageHeader header, byte[] bytes) {
        DataPageHeader page = header.getData_page_header();
        byte[] data = inflate(bytes, 0, header.getUncompressed_page_size());
        return new DataPageV1(
                BytesInput.from(data),
                page.getNum_values(),
                data.length,
                noStatistics,
                encoding(page.getRepetition_level_encoding()),
                encoding(page.getDefinition_level_encoding()),
                encoding(page.getEncoding()));
    }

    private DataPage pageV2(PageHeader header, byte[] bytes) {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        int repetition = page.getRepetition_levels_byte_length();
        int levels = repetition + page.getDefinition_levels_byte_length();
        if (repetition < 0 || levels < repetition || levels > bytes.length) {
            throw new CorruptFileException(
                    "the levels of column %s reach beyond their page".formatted(name()));
        }
        byte[] data =
                page.isIs_compressed()
                        ? inflate(bytes, levels, header.getUncompressed_page_size() - levels)
                        : Arrays.copyOfRange(bytes, levels, bytes.length);
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(bytes, 0, repetition),
                BytesInput.from(bytes, repetition, levels - repetition),
                encoding(page.getEncoding()),
                BytesInput.from(data),
                noStatistics);
    }

    private byte[] inflate(byte[] bytes, int offset, int length) {
        if (codec == CompressionCodec.UNCOMPRESSED) {
            return offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, bytes.length);
        }
        byte[] data = new byte[Math.max(0, length)];
        if (length == 0 && bytes.length == offset) {
            return data;
        }
        long inflated =
                Zstd.decompressByteArray(
                        data, 0, data.length, bytes, offset, bytes.length - offset);
        if (Zstd.isError(inflated) || inflated != length) {
            throw new CorruptFileException(
                    "a page of column %s does not decompress".formatted(name()));
        }
        return data;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private String name() {
        return column.getPath()[0];
    }
}
