/// A totesys that lives: a trader's database of any size, seeded, and business days played on it.
@NullMarked
package dev.tidemark.local.totesys;

import org.jspecify.annotations.NullMarked;
