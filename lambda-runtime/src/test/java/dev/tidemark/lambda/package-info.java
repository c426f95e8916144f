@NullMarked
package dev.tidemark.lambda;

import org.jspecify.annotations.NullMarked;
