/// The way out for a run that can never pass.
@NullMarked
package dev.tidemark.cli.skip;

import org.jspecify.annotations.NullMarked;
