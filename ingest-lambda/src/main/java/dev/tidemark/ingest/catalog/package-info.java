/// What the catalog of the source says: tables, columns, keys, and a fingerprint of each table.
@NullMarked
package dev.tidemark.ingest.catalog;

import org.jspecify.annotations.NullMarked;
