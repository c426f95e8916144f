/// The laws of `dev.tidemark.cli.document`.
@NullMarked
package dev.tidemark.cli.document;

import org.jspecify.annotations.NullMarked;
