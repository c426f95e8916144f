/// What `tidemark init` finds in a source, and the first pipeline folder it makes of it.
@NullMarked
package dev.tidemark.cli.init;

import org.jspecify.annotations.NullMarked;
