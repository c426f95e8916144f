/// The laws of the run log.
@NullMarked
package dev.tidemark.runlog;

import org.jspecify.annotations.NullMarked;
