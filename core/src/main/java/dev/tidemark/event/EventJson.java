package dev.tidemark.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads events as AWS documents them: "Amazon S3 event notification message structure" (versions
/// 2.x) and "EventBridge scheduled events".
final class EventJson {

    /// The largest payload with which Lambda calls a function.
    private static final int EVENT_BYTES_MAX = 6 << 20;

    private static final Set<String> SCHEDULERS = Set.of("aws.events", "aws.scheduler");

    private EventJson() {}

    static InvocationEvent parse(InputStream json) {
        JsonNode event = tree(json);
        if (event.path("Records").isArray()) {
            return objectsCreated(event.path("Records"));
        }
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return new InvocationEvent.TestEvent();
        }
        if (SCHEDULERS.contains(event.path("source").asText())
                && event.path("detail-type").asText().equals("Scheduled Event")) {
            return new InvocationEvent.Scheduled();
        }
        throw refused("neither a scheduled event nor an S3 notification");
    }

    private static JsonNode tree(InputStream json) {
        try {
            byte[] content = json.readNBytes(EVENT_BYTES_MAX + 1);
            if (content.length > EVENT_BYTES_MAX) {
                throw refused("larger than any event of AWS");
            }
            JsonNode event = parse(content);
            if (!event.isObject()) {
                throw refused("no JSON object");
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The parser's exception quotes the event, so it is not kept as a cause.
    private static JsonNode parse(byte[] content) {
        try {
            return JsonTree.read(content);
        } catch (IOException e) {
            throw refused("no JSON");
        }
    }

    private static InvocationEvent objectsCreated(JsonNode records) {
        List<CreatedObject> objects = new ArrayList<>();
        for (JsonNode record : records) {
            objects.add(created(record));
        }
        if (objects.isEmpty()) {
            throw refused("a notification without a record");
        }
        return new InvocationEvent.ObjectsCreated(objects);
    }

    private static CreatedObject created(JsonNode record) {
        String source = record.path("eventSource").asText();
        String name = record.path("eventName").asText();
        if (!source.equals("aws:s3")) {
            throw refused("a record of `%s`, not of `aws:s3`".formatted(printable(source)));
        }
        if (!name.startsWith("ObjectCreated:")) {
            throw refused("a record of `%s`, not of `ObjectCreated`".formatted(printable(name)));
        }
        String bucket = record.path("s3").path("bucket").path("name").asText();
        String key = record.path("s3").path("object").path("key").asText();
        if (bucket.isEmpty() || key.isEmpty()) {
            throw refused("a record without a bucket or a key");
        }
        return new CreatedObject(bucket, decode(key));
    }

    private static String decode(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("a record whose key is not URL-encoded");
        }
    }

    private static String printable(String text) {
        int shown = Math.min(text.length(), 60);
        return text.substring(0, shown).replaceAll("\\p{Cntrl}", "?");
    }

    private static TerminalFailure refused(String finding) {
        return TerminalFailure.configuration(
                "the event that called this function is %s. Nothing was done.".formatted(finding),
                "connect the function to its schedule and to the ObjectCreated notifications of its"
                        + " zone, and to nothing else");
    }
}
