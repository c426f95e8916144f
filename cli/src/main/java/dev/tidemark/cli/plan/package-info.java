/// `tidemark plan`: what the next run would do, said before it does it.
@NullMarked
package dev.tidemark.cli.plan;

import org.jspecify.annotations.NullMarked;
