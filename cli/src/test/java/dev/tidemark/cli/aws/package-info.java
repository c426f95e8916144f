/// The laws of `dev.tidemark.cli.aws`.
@NullMarked
package dev.tidemark.cli.aws;

import org.jspecify.annotations.NullMarked;
