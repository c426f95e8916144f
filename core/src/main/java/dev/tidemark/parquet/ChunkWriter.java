package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Keeps the compressed pages of one column until its row group is written.
final class ChunkWriter extends PageWriterV2 {
    private final Column column;
    private final PageCompressor compressor;
    private final List<byte[]> pages = new ArrayList<>();
    private final Set<org.apache.parquet.format.Encoding> encodings =
            EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
    private byte @Nullable [] dictionary;
    private @Nullable Statistics<?> statistics;
    private long values;
    private long uncompressedBytes;
    private long pageBytes;

    ChunkWriter(Column column, PageCompressor compressor) {
        this.column = column;
        this.compressor = compressor;
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            Encoding dataEncoding,
            BytesInput data,
            Statistics<?> pageStatistics,
            @Nullable SizeStatistics sizeStatistics,
            @Nullable GeospatialStatistics geospatialStatistics)
            throws IOException {
        int levelBytes = Math.toIntExact(definitionLevels.size());
        compressor.compressIfSmaller(data);
        DataPageHeaderV2 header =
                new DataPageHeaderV2(
                                valueCount,
                                nullCount,
                                rowCount,
                                format(dataEncoding),
                                levelBytes,
                                0)
                        .setIs_compressed(compressor.isCompressed());
        PageHeader page =
                page(
                                PageType.DATA_PAGE_V2,
                                levelBytes + Math.toIntExact(data.size()),
                                levelBytes + compressor.length())
                        .setData_page_header_v2(header);
        pages.add(bytes(page, definitionLevels));
        values += valueCount;
        encodings.add(format(dataEncoding));
        merge(pageStatistics);
    }

    @Override
    public void writeDictionaryPage(DictionaryPage dictionaryPage) throws IOException {
        BytesInput data = dictionaryPage.getBytes();
        compressor.compress(data);
        DictionaryPageHeader header =
                new DictionaryPageHeader(
                        dictionaryPage.getDictionarySize(), format(dictionaryPage.getEncoding()));
        PageHeader page =
                page(PageType.DICTIONARY_PAGE, Math.toIntExact(data.size()), compressor.length())
                        .setDictionary_page_header(header);
        dictionary = bytes(page, BytesInput.empty());
        encodings.add(format(dictionaryPage.getEncoding()));
    }

    private PageHeader page(PageType type, int uncompressed, int compressed) {
        uncompressedBytes += uncompressed;
        return new PageHeader(type, uncompressed, compressed);
    }

    /// Header and content of a page as they lie in the file.
    private byte[] bytes(PageHeader header, BytesInput levels) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        uncompressedBytes += head.size();
        byte[] page = new byte[head.size() + header.getCompressed_page_size()];
        ArrayOutput out = new ArrayOutput(page);
        head.writeTo(out);
        levels.writeAllTo(out);
        compressor.writeTo(out);
        pageBytes += page.length;
        return page;
    }

    private void merge(Statistics<?> pageStatistics) {
        if (statistics == null) {
            statistics = pageStatistics.copy();
        } else {
            statistics.mergeStatistics(pageStatistics);
        }
    }

    private static org.apache.parquet.format.Encoding format(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    /// Writes the pages and says where they lie.
    ColumnChunk writeTo(HashedOutput out) throws IOException {
        long start = out.position();
        if (dictionary != null) {
            out.write(dictionary);
        }
        long firstPage = out.position();
        for (byte[] page : pages) {
            out.write(page);
        }
        encodings.add(org.apache.parquet.format.Encoding.RLE);
        ColumnMetaData data =
                new ColumnMetaData(
                        Schemas.type(column.type()),
                        List.copyOf(encodings),
                        List.of(column.name()),
                        CompressionCodec.ZSTD,
                        values,
                        uncompressedBytes,
                        pageBytes,
                        firstPage);
        if (dictionary != null) {
            data.setDictionary_page_offset(start);
        }
        if (statistics != null) {
            data.setStatistics(ChunkStatistics.of(statistics, column.type()));
        }
        return new ColumnChunk(0).setMeta_data(data);
    }

    @Override
    public long getMemSize() {
        return pageBytes;
    }

    @Override
    public long allocatedSize() {
        return pageBytes;
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + " " + pageBytes + " bytes";
    }
}
