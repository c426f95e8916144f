/// Connecting to Postgres, quoting for it, and telling its failures apart.
@NullMarked
package dev.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
