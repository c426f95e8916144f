package dev.tidemark.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Events as AWS documents them, down to the fields that nobody reads.
final class Events {

    /// EventBridge: "Scheduled events".
    static final String SCHEDULED = text("scheduled.json");

    /// S3: what it sends when a notification has been set up.
    static final String TEST = text("test_event.json");

    private static final String CREATED = text("object_created.json");

    private Events() {}

    /// S3: "Event message structure".
    ///
    /// @param key as it stands in the event: URL-encoded
    static String created(String bucket, String key) {
        return CREATED.formatted(bucket, key);
    }

    private static String text(String file) {
        try (InputStream content = Objects.requireNonNull(Events.class.getResourceAsStream(file))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
