@NullMarked
package dev.tidemark.ingest;

import org.jspecify.annotations.NullMarked;
