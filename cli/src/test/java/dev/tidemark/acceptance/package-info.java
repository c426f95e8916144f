/// What must hold from the operational database to the warehouse, whatever happens on the way.
@NullMarked
package dev.tidemark.acceptance;

import org.jspecify.annotations.NullMarked;
