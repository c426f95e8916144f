package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.copy.BatchSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Walks the archived keys and the source's keys side by side, both sorted, and says of each key
/// where it is. Nothing but two rows is held in memory.
public final class KeyComparison implements BatchSink {

    /// Hears of each key once, in order.
    public interface Findings {

        /// In the archive only.
        default void missing(ColumnBatch keys, int row) throws IOException {}

        /// In the source only.
        default void added(ColumnBatch keys, int row) throws IOException {}
    }

    private final ArchivedKeys archived;
    private final Findings findings;
    private @Nullable ColumnBatch last;
    private long missing;
    private long common;
    private long added;

    public KeyComparison(ArchivedKeys archived, Findings findings) {
        this.archived = archived;
        this.findings = findings;
    }

    @Override
    public void take(ColumnBatch keys) throws IOException {
        for (int row = 0; row < keys.rows(); row++) {
            requireAscending(keys, row);
            place(keys, row);
        }
        ColumnBatch copy = ColumnBatch.of(keys.columns());
        copy.addRow(keys, keys.rows() - 1);
        last = copy;
    }

    /// Call it when the source has no more keys.
    public void finish() {
        try {
            while (archived.isPresent()) {
                takeMissing();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys in the archive only.
    public long missing() {
        return missing;
    }

    /// Keys in both.
    public long common() {
        return common;
    }

    /// Keys in the source only.
    public long added() {
        return added;
    }

    private void place(ColumnBatch keys, int row) throws IOException {
        while (archived.isPresent()) {
            int order = KeyOrder.compare(archived.batch(), archived.row(), keys, row);
            if (order == 0) {
                common++;
                archived.advance();
                return;
            }
            if (order > 0) {
                break;
            }
            takeMissing();
        }
        added++;
        findings.added(keys, row);
    }

    private void takeMissing() throws IOException {
        missing++;
        findings.missing(archived.batch(), archived.row());
        archived.advance();
    }

    /// A merge of keys in another order would find deletions that never happened.
    private void requireAscending(ColumnBatch keys, int row) {
        ColumnBatch before = row == 0 ? last : keys;
        int beforeRow = row == 0 ? 0 : row - 1;
        if (before != null && KeyOrder.compare(before, beforeRow, keys, row) >= 0) {
            throw new IllegalStateException("the source sorts keys in another order");
        }
    }
}
