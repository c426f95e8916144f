/// Benchmarks: what Tidemark takes beside what the machine allows and beside its peers, in the same hour.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
