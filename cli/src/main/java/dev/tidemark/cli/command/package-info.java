/// The commands: each translates its arguments, calls one use case, and prints.
@NullMarked
package dev.tidemark.cli.command;

import org.jspecify.annotations.NullMarked;
