/// Parquet files, written from column batches and read into them, without a record-at-a-time
/// interface and without Hadoop.
@NullMarked
package dev.tidemark.parquet;

import org.jspecify.annotations.NullMarked;
