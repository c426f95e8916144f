@NullMarked
package dev.tidemark.environment;

import org.jspecify.annotations.NullMarked;
