/// The embedded source, warehouse and S3 of one home folder, hosted by a command or by a process of their own.
@NullMarked
package dev.tidemark.local.services;

import org.jspecify.annotations.NullMarked;
