/// A real Postgres and a real S3 protocol on this machine, without Docker. Knows no other module of Tidemark, so that
/// every module may test against them.
@NullMarked
package dev.tidemark.services;

import org.jspecify.annotations.NullMarked;
