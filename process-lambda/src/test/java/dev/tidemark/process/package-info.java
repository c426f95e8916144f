@NullMarked
package dev.tidemark.process;

import org.jspecify.annotations.NullMarked;
