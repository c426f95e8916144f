/// Laws of a first pipeline's files.
@NullMarked
package dev.tidemark.cli.init;

import org.jspecify.annotations.NullMarked;
