/// Who keeps transactions of the source open for so long that runs have to remember ever more ids.
@NullMarked
package dev.tidemark.ingest.horizon;

import org.jspecify.annotations.NullMarked;
