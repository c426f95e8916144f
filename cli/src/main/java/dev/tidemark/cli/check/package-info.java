/// `tidemark check`: everything that would stop a run, found before one.
@NullMarked
package dev.tidemark.cli.check;

import org.jspecify.annotations.NullMarked;
