/// The laws of `dev.tidemark.cli.dictionary`.
@NullMarked
package dev.tidemark.cli.dictionary;

import org.jspecify.annotations.NullMarked;
