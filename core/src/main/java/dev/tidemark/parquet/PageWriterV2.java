package dev.tidemark.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/// What a page writer must offer and none that writes pages of version 2 is asked for.
abstract class PageWriterV2 implements PageWriter {
    @Deprecated
    @Override
    public final void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> statistics,
            Encoding repetitionEncoding,
            Encoding definitionEncoding,
            Encoding valuesEncoding) {
        throw unasked();
    }

    @Override
    public final void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            Encoding repetitionEncoding,
            Encoding definitionEncoding,
            Encoding valuesEncoding) {
        throw unasked();
    }

    @Override
    public final void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            Encoding dataEncoding,
            BytesInput data,
            Statistics<?> statistics) {
        throw unasked();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException(
                "only pages of version 2 with all statistics are written");
    }
}
