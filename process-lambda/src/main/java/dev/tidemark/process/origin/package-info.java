/// Where the columns of a model come from, as its SQL tells.
@NullMarked
package dev.tidemark.process.origin;

import org.jspecify.annotations.NullMarked;
