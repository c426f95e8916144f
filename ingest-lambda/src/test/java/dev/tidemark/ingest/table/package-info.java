@NullMarked
package dev.tidemark.ingest.table;

import org.jspecify.annotations.NullMarked;
