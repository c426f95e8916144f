@NullMarked
package dev.tidemark.progress;

import org.jspecify.annotations.NullMarked;
