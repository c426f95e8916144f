package dev.tidemark.load.merge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How far the partitions of a fact reach.
///
/// @param isOpenEnded whether one takes all record ids that the others do not, or all beyond them
record Reach(List<Range> ranges, boolean isOpenEnded) {

    /// The record ids of one partition.
    ///
    /// @param end the first that it does not take
    record Range(long first, long end) {}

    Reach {
        ranges = ranges.stream().sorted(Comparator.comparingLong(Range::first)).toList();
    }

    /// The first record id beyond all partitions.
    long end() {
        return ranges.stream().mapToLong(Range::end).max().orElse(1);
    }

    boolean hasRoomUpTo(long end) {
        return isOpenEnded || end <= end();
    }

    /// What lies between partitions, if record ids from one on meet it before an end.
    Optional<Range> gap(long first, long end) {
        if (isOpenEnded) {
            return Optional.empty();
        }
        long covered = 1;
        for (Range range : ranges) {
            if (covered < range.first() && first < range.first() && covered < end) {
                return Optional.of(new Range(covered, range.first()));
            }
            covered = Math.max(covered, range.end());
        }
        return Optional.empty();
    }
}
