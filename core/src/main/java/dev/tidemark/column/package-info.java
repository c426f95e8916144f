/// Rows as columns: the types that are moved, and the batches that carry their values between the
/// wire, Parquet and `COPY`.
@NullMarked
package dev.tidemark.column;

import org.jspecify.annotations.NullMarked;
