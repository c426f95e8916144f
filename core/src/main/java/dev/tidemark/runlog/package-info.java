/// The run log: the sequence of query logs in a zone, how a run is published and found again.
@NullMarked
package dev.tidemark.runlog;

import org.jspecify.annotations.NullMarked;
