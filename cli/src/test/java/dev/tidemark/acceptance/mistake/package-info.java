/// Mistakes that people make with a pipeline of their own, each made on purpose: what docs/errors.md shows.
@NullMarked
package dev.tidemark.acceptance.mistake;

import org.jspecify.annotations.NullMarked;
