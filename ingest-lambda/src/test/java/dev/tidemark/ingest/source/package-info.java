@NullMarked
package dev.tidemark.ingest.source;

import org.jspecify.annotations.NullMarked;
