/// What was measured, as text and as a picture.
@NullMarked
package dev.tidemark.bench.report;

import org.jspecify.annotations.NullMarked;
