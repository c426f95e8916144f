@NullMarked
package dev.tidemark.process.check;

import org.jspecify.annotations.NullMarked;
