/// The events that call a stage, read from the JSON that AWS sends, and the answer to them.
@NullMarked
package dev.tidemark.event;

import org.jspecify.annotations.NullMarked;
