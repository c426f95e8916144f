/// What GitHub does with this repository: the workflows, as they are parsed.
@NullMarked
package dev.tidemark.workflows;

import org.jspecify.annotations.NullMarked;
