/// Brings the warehouse's schemas to what the load and the pipeline expect.
@NullMarked
package dev.tidemark.load.migration;

import org.jspecify.annotations.NullMarked;
