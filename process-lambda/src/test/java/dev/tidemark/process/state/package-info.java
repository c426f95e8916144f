@NullMarked
package dev.tidemark.process.state;

import org.jspecify.annotations.NullMarked;
