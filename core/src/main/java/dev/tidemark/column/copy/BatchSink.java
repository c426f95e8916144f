package dev.tidemark.column.copy;

import dev.tidemark.column.ColumnBatch;
import java.io.IOException;

/// Takes full batches as they are decoded. The batch is filled again after the call, so nothing of it may be kept.
@FunctionalInterface
public interface BatchSink {
    void take(ColumnBatch batch) throws IOException;

    /// No batch comes any more.
    default void end() throws IOException {}
}
