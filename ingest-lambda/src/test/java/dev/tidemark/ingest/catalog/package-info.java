@NullMarked
package dev.tidemark.ingest.catalog;

import org.jspecify.annotations.NullMarked;
