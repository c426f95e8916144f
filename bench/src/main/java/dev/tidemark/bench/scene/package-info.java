/// What every contestant meets: a seeded source, empty warehouses, empty buckets.
@NullMarked
package dev.tidemark.bench.scene;

import org.jspecify.annotations.NullMarked;
