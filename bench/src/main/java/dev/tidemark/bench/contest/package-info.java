/// What is run beside what.
@NullMarked
package dev.tidemark.bench.contest;

import org.jspecify.annotations.NullMarked;
