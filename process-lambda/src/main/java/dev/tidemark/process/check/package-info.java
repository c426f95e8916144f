/// What has to hold before a run is published.
@NullMarked
package dev.tidemark.process.check;

import org.jspecify.annotations.NullMarked;
