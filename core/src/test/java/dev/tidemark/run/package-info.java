@NullMarked
package dev.tidemark.run;

import org.jspecify.annotations.NullMarked;
