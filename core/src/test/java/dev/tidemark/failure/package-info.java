@NullMarked
package dev.tidemark.failure;

import org.jspecify.annotations.NullMarked;
