/// The arrays that a batch keeps its values in.
@NullMarked
package dev.tidemark.column.vector;

import org.jspecify.annotations.NullMarked;
