/// What commands print for programs: JSON documents whose fields docs/output.md lists and promises.
@NullMarked
package dev.tidemark.cli.document;

import org.jspecify.annotations.NullMarked;
