package dev.tidemark.event;

import dev.tidemark.failure.TerminalFailure;
import java.io.InputStream;
import java.util.List;

/// Why a stage was called. The event is a hint to look and nothing more: what there is to do, the
/// stage finds in the run log.
public sealed interface InvocationEvent {

    /// The schedule ticked.
    record Scheduled() implements InvocationEvent {}

    /// Objects appeared in a zone: at least one.
    record ObjectsCreated(List<CreatedObject> objects) implements InvocationEvent {

        public ObjectsCreated {
            objects = List.copyOf(objects);
        }

        /// Refuses objects other than query logs of the pipeline in that bucket: a stage that is
        /// called by the files it writes itself would call itself for ever.
        public void requireQueryLogs(String bucket, String pipeline) {
            for (CreatedObject object : objects) {
                if (!object.bucket().equals(bucket) || !object.isQueryLogOf(pipeline)) {
                    throw TerminalFailure.configuration(
                            "a notification names %s, which is no query log of pipeline %s in s3://%s"
                                    .formatted(object, pipeline, bucket),
                            "let s3://%s notify this function only of keys that begin with %s/runs/ and end with /query_log.json"
                                    .formatted(bucket, pipeline));
                }
            }
        }
    }

    /// S3 says that notifications have been set up. There is nothing to do.
    record TestEvent() implements InvocationEvent {}

    /// Reads the JSON of a scheduled event or an S3 notification; refuses any other.
    static InvocationEvent parse(InputStream json) {
        return EventJson.parse(json);
    }
}
