/// Temporary folders that do not outlive their process by more than a sweep.
@NullMarked
package dev.tidemark.scratch;

import org.jspecify.annotations.NullMarked;
