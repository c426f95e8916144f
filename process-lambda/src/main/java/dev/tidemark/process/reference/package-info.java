/// Reference relations that models may read: calendar and currencies.
@NullMarked
package dev.tidemark.process.reference;

import org.jspecify.annotations.NullMarked;
