/// The words that every stage speaks: stage, run, attempt, log id, deadline.
@NullMarked
package dev.tidemark.run;

import org.jspecify.annotations.NullMarked;
