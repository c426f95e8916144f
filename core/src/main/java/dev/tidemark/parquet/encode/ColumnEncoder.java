package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/// Encodes one column of a row group, vector by vector, page after page.
public final class ColumnEncoder {

    private static final int PAGE_ROWS_MAX = 1 << 17;

    private final PrimitiveType type;
    private final Values values;
    private final RunLengthBitPackingHybridEncoder levels =
            new RunLengthBitPackingHybridEncoder(
                    1, Values.SLAB_BYTES, Values.PAGE_BYTES, Values.ALLOCATOR);
    private int rows;
    private int nulls;
    private long nullsOfChunk;

    public ColumnEncoder(PrimitiveType type) {
        this.type = type;
        this.values = values(type);
    }

    private static Values values(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> LongValues.ofIntegers();
            case INT64 -> isInstant(type) ? LongValues.ofInstants() : LongValues.ofLongs();
            case BINARY -> BytesValues.ofTexts(type);
            case FIXED_LEN_BYTE_ARRAY -> BytesValues.ofFixedLength(type);
            case BOOLEAN, FLOAT, DOUBLE -> new PlainValues(type.getPrimitiveTypeName());
            case INT96 -> throw new IllegalArgumentException("no column is kept as " + type);
        };
    }

    private static boolean isInstant(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
    }

    /// Whether that made the page so large that it has to end.
    public boolean add(Vector vector) throws IOException {
        if (type.isRepetition(Repetition.OPTIONAL)) {
            addLevels(vector);
        }
        values.add(vector);
        rows += vector.size();
        return rows >= PAGE_ROWS_MAX || values.bytes() >= Values.PAGE_BYTES;
    }

    private void addLevels(Vector vector) throws IOException {
        for (int row = 0; row < vector.size(); row++) {
            boolean isNull = vector.isNull(row);
            levels.writeInt(isNull ? 0 : 1);
            nulls += isNull ? 1 : 0;
        }
    }

    /// Bytes held that are in no page yet.
    public long bytes() {
        return values.bytes() + levels.getBufferedSize();
    }

    /// The rows since the last page; empty if there are none. [#endPage()] lets go of them.
    public Optional<Page> page() throws IOException {
        if (rows == 0) {
            return Optional.empty();
        }
        BytesInput present =
                type.isRepetition(Repetition.OPTIONAL) ? levels.toBytes() : BytesInput.empty();
        return Optional.of(new Page(rows, nulls, present, values.encoding(), values.content()));
    }

    public void endPage() {
        values.endPage();
        levels.reset();
        nullsOfChunk += nulls;
        rows = 0;
        nulls = 0;
    }

    /// What the pages of the chunk refer to, if one of them does.
    public Optional<DictionaryPage> dictionary() {
        return values.dictionary();
    }

    /// Of all values whose pages have ended.
    public Statistics<?> statistics() {
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(nullsOfChunk);
        values.describe(statistics);
        return statistics;
    }
}
