/// What reading a table's current state costs.
@NullMarked
package dev.tidemark.bench.state;

import org.jspecify.annotations.NullMarked;
