@NullMarked
package dev.tidemark.process.model;

import org.jspecify.annotations.NullMarked;
