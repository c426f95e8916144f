/// The laws of `dev.tidemark.cli.deployment`.
@NullMarked
package dev.tidemark.cli.deployment;

import org.jspecify.annotations.NullMarked;
