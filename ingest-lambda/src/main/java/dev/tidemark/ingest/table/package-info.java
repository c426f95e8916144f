/// How one table comes into a run: the plan for it, and its reading.
@NullMarked
package dev.tidemark.ingest.table;

import org.jspecify.annotations.NullMarked;
