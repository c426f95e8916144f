/// The laws of `dev.tidemark.cli.report`.
@NullMarked
package dev.tidemark.cli.report;

import org.jspecify.annotations.NullMarked;
