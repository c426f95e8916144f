package dev.tidemark.ingest.source;

import dev.tidemark.runlog.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// A snapshot as Postgres prints it: `xmin:xmax:xip,…`.
///
/// @param xmin the lowest id that was still running
/// @param xmax one past the highest id that had ended
public record SnapshotText(String text, long xmin, long xmax) {

    /// Transaction ids seen that a query log keeps. Those beyond are read again by the next run.
    public static final int SEEN_MAX = ReadLimits.SEEN_MAX;

    static SnapshotText parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no snapshot: " + text);
        }
        return new SnapshotText(text, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /// What the next run has to know: the ids at or above xmin whose rows were visible already, those
    /// found now and those found by earlier runs. Beyond the limit they are forgotten, and their rows
    /// read again.
    public Snapshot with(Collection<Long> seenNow, Collection<Long> seenBefore) {
        List<Long> seen =
                Stream.concat(seenNow.stream(), seenBefore.stream())
                        .filter(id -> id >= xmin)
                        .distinct()
                        .sorted()
                        .limit(ReadLimits.SEEN_MAX)
                        .toList();
        return new Snapshot(text, xmin, xmax, seen);
    }
}
