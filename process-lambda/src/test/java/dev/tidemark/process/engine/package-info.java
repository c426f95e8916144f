@NullMarked
package dev.tidemark.process.engine;

import org.jspecify.annotations.NullMarked;
