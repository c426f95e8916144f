/// Functions as Lambda runs them, on this machine: a package unpacked, AWS's own runtime client in a process of its own with
/// Lambda's environment, file system and memory, and the HTTP interface that it asks for invocations.
@NullMarked
package dev.tidemark.lambda;

import org.jspecify.annotations.NullMarked;
