/// The history of totesys: its schema and its rows before the first business day, by COPY and in bounded memory.
@NullMarked
package dev.tidemark.local.totesys.seed;

import org.jspecify.annotations.NullMarked;
