/// Brings rows to the warehouse once more, after it missed or lost them.
@NullMarked
package dev.tidemark.cli.reload;

import org.jspecify.annotations.NullMarked;
