/// The functions as Lambda runs them: how long a cold start takes, and how much memory.
@NullMarked
package dev.tidemark.bench.function;

import org.jspecify.annotations.NullMarked;
