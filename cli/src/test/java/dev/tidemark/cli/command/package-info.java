/// The laws of `dev.tidemark.cli.command`.
@NullMarked
package dev.tidemark.cli.command;

import org.jspecify.annotations.NullMarked;
