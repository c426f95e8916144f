package dev.tidemark.parquet;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.parquet.encode.ColumnEncoder;
import dev.tidemark.parquet.encode.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// Encodes one column and keeps its compressed pages until the row group is written.
final class ChunkWriter {
    private final Column column;
    private final PageCompressor compressor;
    private final List<byte[]> pages = new ArrayList<>();
    private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    private final ColumnEncoder encoder;
    private long rows;
    private long uncompressedBytes;
    private long pageBytes;

    ChunkWriter(Column column, PageCompressor compressor) {
        this.column = column;
        this.compressor = compressor;
        this.encoder = new ColumnEncoder(Schemas.primitive(column));
    }

    void write(ColumnBatch batch, int index) throws IOException {
        if (encoder.add(batch.vector(index))) {
            endPage();
        }
    }

    private void endPage() throws IOException {
        Optional<Page> page = encoder.page();
        if (page.isPresent()) {
            write(page.get());
            encoder.endPage();
        }
    }

    private void write(Page page) throws IOException {
        int levelBytes = Math.toIntExact(page.levels().size());
        compressor.compressIfSmaller(page.values());
        Encoding encoding = format(page.encoding());
        DataPageHeaderV2 header =
                new DataPageHeaderV2(
                                page.rows(), page.nulls(), page.rows(), encoding, levelBytes, 0)
                        .setIs_compressed(compressor.isCompressed());
        PageHeader head =
                header(
                                PageType.DATA_PAGE_V2,
                                levelBytes + Math.toIntExact(page.values().size()),
                                levelBytes + compressor.length())
                        .setData_page_header_v2(header);
        pages.add(bytes(head, page.levels()));
        rows += page.rows();
        encodings.add(encoding);
    }

    private byte[] bytes(DictionaryPage dictionary) throws IOException {
        BytesInput data = dictionary.getBytes();
        compressor.compress(data);
        Encoding encoding = format(dictionary.getEncoding());
        PageHeader head =
                header(PageType.DICTIONARY_PAGE, Math.toIntExact(data.size()), compressor.length())
                        .setDictionary_page_header(
                                new DictionaryPageHeader(dictionary.getDictionarySize(), encoding));
        encodings.add(encoding);
        return bytes(head, BytesInput.empty());
    }

    private PageHeader header(PageType type, int uncompressed, int compressed) {
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

    private static Encoding format(org.apache.parquet.column.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    /// Writes the pages and says where they lie.
    ColumnChunk writeTo(HashedOutput out) throws IOException {
        endPage();
        Optional<DictionaryPage> dictionary = encoder.dictionary();
        long start = out.position();
        if (dictionary.isPresent()) {
            out.write(bytes(dictionary.get()));
        }
        long firstPage = out.position();
        for (byte[] page : pages) {
            out.write(page);
        }
        encodings.add(Encoding.RLE);
        ColumnMetaData data =
                new ColumnMetaData(
                        Schemas.type(column.type()),
                        List.copyOf(encodings),
                        List.of(column.name()),
                        CompressionCodec.ZSTD,
                        rows,
                        uncompressedBytes,
                        pageBytes,
                        firstPage);
        if (dictionary.isPresent()) {
            data.setDictionary_page_offset(start);
        }
        data.setStatistics(ChunkStatistics.of(encoder.statistics(), column.type()));
        return new ColumnChunk(0).setMeta_data(data);
    }

    /// Bytes held: of pages, and of values that are in no page yet.
    long bytes() {
        return pageBytes + encoder.bytes();
    }
}
