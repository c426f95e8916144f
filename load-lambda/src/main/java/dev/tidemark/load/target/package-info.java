/// The tables of the warehouse as its catalog describes them, and whether models fit them.
@NullMarked
package dev.tidemark.load.target;

import org.jspecify.annotations.NullMarked;
