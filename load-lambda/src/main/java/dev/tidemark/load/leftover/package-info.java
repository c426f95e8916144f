/// What the warehouse still holds although no model fills it any more.
@NullMarked
package dev.tidemark.load.leftover;

import org.jspecify.annotations.NullMarked;
