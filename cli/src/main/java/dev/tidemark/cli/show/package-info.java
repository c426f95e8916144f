/// Reads the lake as a stranger would: parquet-avro over Hadoop's S3A, no line shared with the
/// stages.
@NullMarked
package dev.tidemark.cli.show;

import org.jspecify.annotations.NullMarked;
