/// What an order of totesys is: its values, drawn by a seeded dice, and how it enters the database.
@NullMarked
package dev.tidemark.local.totesys.order;

import org.jspecify.annotations.NullMarked;
