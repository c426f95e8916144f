/// The ingest stage: from the source to the ingestion zone.
@NullMarked
package dev.tidemark.ingest;

import org.jspecify.annotations.NullMarked;
