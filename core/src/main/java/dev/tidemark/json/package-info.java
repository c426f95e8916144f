/// JSON texts to and from Jackson's trees.
@NullMarked
package dev.tidemark.json;

import org.jspecify.annotations.NullMarked;
