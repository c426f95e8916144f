/// The binary format of Postgres' `COPY`, read into batches and written from them.
@NullMarked
package dev.tidemark.column.copy;

import org.jspecify.annotations.NullMarked;
