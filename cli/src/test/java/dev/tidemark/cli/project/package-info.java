/// The laws of `dev.tidemark.cli.project`.
@NullMarked
package dev.tidemark.cli.project;

import org.jspecify.annotations.NullMarked;
