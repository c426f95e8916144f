/// The laws of the local event bus.
@NullMarked
package dev.tidemark.local.bus;

import org.jspecify.annotations.NullMarked;
