/// What lies in the warehouse of a pipeline, and where it comes from, for those who query it.
@NullMarked
package dev.tidemark.cli.dictionary;

import org.jspecify.annotations.NullMarked;
