/// Looks at the models of a pipeline before a run does: what they make of tables without a row, and
/// whether their examples hold.
@NullMarked
package dev.tidemark.process.inspection;

import org.jspecify.annotations.NullMarked;
