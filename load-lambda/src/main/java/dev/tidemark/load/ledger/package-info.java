/// The ledger in the warehouse: which runs are loaded, and who loads the next one.
@NullMarked
package dev.tidemark.load.ledger;

import org.jspecify.annotations.NullMarked;
