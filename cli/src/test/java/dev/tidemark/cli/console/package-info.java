/// The laws of `dev.tidemark.cli.console`.
@NullMarked
package dev.tidemark.cli.console;

import org.jspecify.annotations.NullMarked;
