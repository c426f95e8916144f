package dev.tidemark.runlog;

import java.util.List;

/// What the source's transaction snapshot of a run saw.
///
/// @param text as Postgres prints it: `xmin:xmax:xip,…`
/// @param xmin the lowest 64-bit transaction id that was still running
/// @param xmax one past the highest completed transaction id
/// @param seen the ids at or above xmin that nevertheless had visible rows, ascending; the next run
///     does not read rows of these again
public record Snapshot(String text, long xmin, long xmax, List<Long> seen) {

    public Snapshot {
        if (xmin < 0 || xmax < xmin) {
            throw new IllegalArgumentException("no snapshot: " + text);
        }
        seen = seen.stream().sorted().distinct().toList();
    }
}
