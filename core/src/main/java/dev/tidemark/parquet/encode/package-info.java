/// From the vectors of a column to the contents of Parquet pages.
@NullMarked
package dev.tidemark.parquet.encode;

import org.jspecify.annotations.NullMarked;
