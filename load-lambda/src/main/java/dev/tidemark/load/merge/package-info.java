/// Merges the rows of a run into the tables of the warehouse.
@NullMarked
package dev.tidemark.load.merge;

import org.jspecify.annotations.NullMarked;
