package dev.tidemark.lake;

import java.util.regex.Pattern;

/// A Parquet file of a run as its query log names it: where it lies, what it holds, what it weighs.
public record DataFile(Key key, long rows, long bytes, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public DataFile {
        if (rows < 0 || bytes <= 0 || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no data file: " + key);
        }
    }
}
