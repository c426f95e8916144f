@NullMarked
package dev.tidemark.ingest.horizon;

import org.jspecify.annotations.NullMarked;
