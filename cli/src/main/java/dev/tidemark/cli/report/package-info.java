/// What is told about runs: which there are, how far they came, what moved.
@NullMarked
package dev.tidemark.cli.report;

import org.jspecify.annotations.NullMarked;
