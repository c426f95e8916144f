/// The engine that runs SQL over Parquet files on the local disk.
@NullMarked
package dev.tidemark.process.engine;

import org.jspecify.annotations.NullMarked;
