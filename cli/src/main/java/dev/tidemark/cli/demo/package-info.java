/// `tidemark demo`: a source that lives, followed through three business days.
@NullMarked
package dev.tidemark.cli.demo;

import org.jspecify.annotations.NullMarked;
