/// Questions to AWS about what is deployed there. Nothing here changes anything.
@NullMarked
package dev.tidemark.cli.aws;

import org.jspecify.annotations.NullMarked;
