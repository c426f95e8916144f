package dev.tidemark.local.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lake.Key;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What happened, and the JSON in which AWS tells it to a function. Account, ids and addresses are
/// made up; shape and encoding are not.
public sealed interface Event {

    ObjectMapper JSON = new ObjectMapper();

    byte[] json();

    /// A rule of EventBridge that fires on a schedule.
    /// See "Scheduled events" in the reference of EventBridge.
    record Scheduled(Instant time) implements Event {

        @Override
        public byte[] json() {
            ObjectNode event = JSON.createObjectNode();
            event.put("version", "0").put("id", UUID.randomUUID().toString());
            event.put("detail-type", "Scheduled Event").put("source", "aws.events");
            event.put("account", "123456789012").put("time", time.toString());
            event.put("region", "us-east-1");
            event.putArray("resources").add("arn:aws:events:us-east-1:123456789012:rule/tidemark");
            event.putObject("detail");
            return bytes(event);
        }
    }

    /// Objects appeared in a bucket; S3 may tell of several in one event.
    /// See "Event message structure" in the guide of S3.
    record ObjectsCreated(Instant time, String bucket, List<Key> keys) implements Event {

        public ObjectsCreated {
            keys = List.copyOf(keys);
        }

        @Override
        public byte[] json() {
            ObjectNode event = JSON.createObjectNode();
            var records = event.putArray("Records");
            keys.forEach(key -> describe(records.addObject(), key));
            return bytes(event);
        }

        private void describe(ObjectNode record, Key key) {
            record.put("eventVersion", "2.1").put("eventSource", "aws:s3");
            record.put("awsRegion", "us-east-1").put("eventTime", time.toString());
            record.put("eventName", "ObjectCreated:Put");
            record.putObject("userIdentity").put("principalId", "AWS:AIDATIDEMARK");
            record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
            record.putObject("responseElements")
                    .put("x-amz-request-id", "C3D13FE58DE4C810")
                    .put("x-amz-id-2", "local");
            ObjectNode s3 = record.putObject("s3");
            s3.put("s3SchemaVersion", "1.0").put("configurationId", "query-log");
            ObjectNode inBucket = s3.putObject("bucket").put("name", bucket);
            inBucket.putObject("ownerIdentity").put("principalId", "A3NL1KOZZKEXAMPLE");
            inBucket.put("arn", "arn:aws:s3:::" + bucket);
            s3.putObject("object")
                    .put("key", encoded(key))
                    .put("size", 1024)
                    .put("eTag", "d41d8cd98f00b204e9800998ecf8427e")
                    .put("sequencer", "0055AED6DCD90281E5");
        }

        /// As a form field is encoded, but for the slashes.
        private static String encoded(Key key) {
            return URLEncoder.encode(key.value(), StandardCharsets.UTF_8).replace("%2F", "/");
        }
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
