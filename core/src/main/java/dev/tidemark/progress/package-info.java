/// What a stage says while it works.
@NullMarked
package dev.tidemark.progress;

import org.jspecify.annotations.NullMarked;
