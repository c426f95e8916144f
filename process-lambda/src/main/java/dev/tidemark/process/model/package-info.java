/// What a model reads, and what it may not.
@NullMarked
package dev.tidemark.process.model;

import org.jspecify.annotations.NullMarked;
