/// The laws of `dev.tidemark.cli.demo`.
@NullMarked
package dev.tidemark.cli.demo;

import org.jspecify.annotations.NullMarked;
