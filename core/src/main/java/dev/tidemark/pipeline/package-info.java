/// A pipeline as its folder describes it: source, tables, models, warehouse.
@NullMarked
package dev.tidemark.pipeline;

import org.jspecify.annotations.NullMarked;
