/// Zones for tests: one in memory, one that forces faults, and the contract that all zones keep.
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;
