/// The current state of source tables, kept in the processed zone.
@NullMarked
package dev.tidemark.process.state;

import org.jspecify.annotations.NullMarked;
