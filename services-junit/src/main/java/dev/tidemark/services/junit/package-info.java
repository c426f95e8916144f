/// Fresh databases and buckets for tests, on real servers that a test JVM starts once.
@NullMarked
package dev.tidemark.services.junit;

import org.jspecify.annotations.NullMarked;
