/// The local event bus: what EventBridge and S3 notifications do on AWS, with the same JSON, as
/// bytes, to the same handlers.
@NullMarked
package dev.tidemark.local.bus;

import org.jspecify.annotations.NullMarked;
