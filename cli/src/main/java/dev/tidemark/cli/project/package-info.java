/// The project folder that a command works in, and what it is configured by.
@NullMarked
package dev.tidemark.cli.project;

import org.jspecify.annotations.NullMarked;
