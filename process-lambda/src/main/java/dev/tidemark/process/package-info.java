/// The process stage: from the rows of a run to star schemas, by SQL models.
@NullMarked
package dev.tidemark.process;

import org.jspecify.annotations.NullMarked;
