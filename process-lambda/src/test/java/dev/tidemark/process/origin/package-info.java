@NullMarked
package dev.tidemark.process.origin;

import org.jspecify.annotations.NullMarked;
