/// A gate before a server, that cuts connections where a test or a benchmark says so.
@NullMarked
package dev.tidemark.services.gate;

import org.jspecify.annotations.NullMarked;
