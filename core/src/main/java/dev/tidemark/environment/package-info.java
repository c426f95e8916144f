/// The environment variables that a command or function is configured by.
@NullMarked
package dev.tidemark.environment;

import org.jspecify.annotations.NullMarked;
