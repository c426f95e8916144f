/// What the warehouse lost of the rows that runs have brought.
@NullMarked
package dev.tidemark.load.loss;

import org.jspecify.annotations.NullMarked;
