/// The load stage: brings every run of the processed zone into the warehouse, whole and once.
@NullMarked
package dev.tidemark.load;

import org.jspecify.annotations.NullMarked;
