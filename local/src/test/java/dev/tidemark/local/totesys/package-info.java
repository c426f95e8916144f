@NullMarked
package dev.tidemark.local.totesys;

import org.jspecify.annotations.NullMarked;
