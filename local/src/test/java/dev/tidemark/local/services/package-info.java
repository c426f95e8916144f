@NullMarked
package dev.tidemark.local.services;

import org.jspecify.annotations.NullMarked;
