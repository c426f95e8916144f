package dev.tidemark.parquet.encode;

import dev.tidemark.column.vector.Vector;
import java.util.Optional;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.CapacityByteArrayOutputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/// The values of a column chunk that are not null, on their way into pages.
sealed interface Values permits PlainValues, RepeatedValues {

    /// What parquet-java's encoders are made with.
    ByteBufferAllocator ALLOCATOR = HeapByteBufferAllocator.getInstance();

    int PAGE_BYTES = 1 << 20;

    int SLAB_BYTES = CapacityByteArrayOutputStream.initialSlabSizeHeuristic(64, PAGE_BYTES, 10);

    void add(Vector vector);

    /// Bytes held that are in no page yet, those of a dictionary among them.
    long bytes();

    /// How the values since the last page are encoded. Ask for it before their bytes, which it may
    /// depend on.
    Encoding encoding();

    /// The values since the last page, valid until [#endPage()].
    BytesInput content();

    void endPage();

    /// What the pages refer to, if one of them does.
    Optional<DictionaryPage> dictionary();

    /// Least and greatest, added to empty statistics of the column.
    void describe(Statistics<?> statistics);
}
