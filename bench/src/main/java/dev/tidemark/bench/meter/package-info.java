/// How long a command took, how much of the processors and of the memory.
@NullMarked
package dev.tidemark.bench.meter;

import org.jspecify.annotations.NullMarked;
