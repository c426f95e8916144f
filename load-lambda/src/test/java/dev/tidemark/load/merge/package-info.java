@NullMarked
package dev.tidemark.load.merge;

import org.jspecify.annotations.NullMarked;
