/// Ticks of a process that lives.
@NullMarked
package dev.tidemark.bench.warm;

import org.jspecify.annotations.NullMarked;
