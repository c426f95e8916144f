/// The fastest that the machine allows, without Tidemark.
@NullMarked
package dev.tidemark.bench.limit;

import org.jspecify.annotations.NullMarked;
