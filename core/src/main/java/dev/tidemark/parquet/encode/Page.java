package dev.tidemark.parquet.encode;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;

/// The contents of one page of version 2, not yet compressed. Valid until more is added to its chunk.
///
/// @param rows with those that are null
/// @param levels which rows are not null; empty for a column that requires a value
public record Page(int rows, int nulls, BytesInput levels, Encoding encoding, BytesInput values) {}
