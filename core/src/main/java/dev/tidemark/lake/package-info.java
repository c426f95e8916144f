/// The lake: zones, the keys in them, and the few operations that the run log needs of S3.
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;
