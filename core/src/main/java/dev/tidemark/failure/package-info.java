/// How things end when they do not end well: failures that pass by themselves, and failures that
/// need a person.
@NullMarked
package dev.tidemark.failure;

import org.jspecify.annotations.NullMarked;
