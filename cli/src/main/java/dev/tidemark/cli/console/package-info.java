/// What a person sees: lines, tables, colours, progress; and nothing of that where nobody looks.
@NullMarked
package dev.tidemark.cli.console;

import org.jspecify.annotations.NullMarked;
