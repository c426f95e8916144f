/// What a run leaves in the ingestion zone: files of rows, of deleted keys and of key sets.
@NullMarked
package dev.tidemark.ingest.archive;

import org.jspecify.annotations.NullMarked;
