/// The laws of `dev.tidemark.cli.show`.
@NullMarked
package dev.tidemark.cli.show;

import org.jspecify.annotations.NullMarked;
