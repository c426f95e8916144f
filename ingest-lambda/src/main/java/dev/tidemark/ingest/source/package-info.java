/// The source: sessions, the instant that a run is read at, and the rule of what changed since.
@NullMarked
package dev.tidemark.ingest.source;

import org.jspecify.annotations.NullMarked;
