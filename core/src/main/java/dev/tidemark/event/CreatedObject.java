package dev.tidemark.event;

import java.util.regex.Pattern;

/// An object that a notification names.
///
/// @param key as it is, no longer URL-encoded; a text from outside, so never a path
public record CreatedObject(String bucket, String key) {

    private static final Pattern RUN_AND_NAME = Pattern.compile("\\d{9}/query_log\\.json");

    boolean isQueryLogOf(String pipeline) {
        String runs = pipeline + "/runs/";
        return key.startsWith(runs) && RUN_AND_NAME.matcher(key.substring(runs.length())).matches();
    }

    /// For messages: control characters would let a key write log lines of its own.
    @Override
    public String toString() {
        return ("s3://" + bucket + "/" + key).replaceAll("\\p{Cntrl}", "?");
    }
}
