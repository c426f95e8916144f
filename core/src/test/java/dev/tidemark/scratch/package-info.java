@NullMarked
package dev.tidemark.scratch;

import org.jspecify.annotations.NullMarked;
