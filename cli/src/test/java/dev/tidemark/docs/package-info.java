/// The pages that people read: every command in them is typed, and prints what they say.
@NullMarked
package dev.tidemark.docs;

import org.jspecify.annotations.NullMarked;
