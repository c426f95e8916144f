@NullMarked
package dev.tidemark.load;

import org.jspecify.annotations.NullMarked;
