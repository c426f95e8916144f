@NullMarked
package dev.tidemark.ingest.archive;

import org.jspecify.annotations.NullMarked;
