package dev.tidemark.bench.contest;

import java.util.List;
import java.util.Locale;

/// The same work, done by several.
///
/// @param title what the work is
/// @param rows that it moves
/// @param aim the share of the limit's speed that we want to reach at least
/// @param megabytes the resident memory that we want to keep within
public record Contest(
        String title,
        String note,
        long rows,
        double aim,
        int megabytes,
        List<Contestant> entrants) {

    static final int MEGABYTES = 512;

    public Contest {
        entrants = List.copyOf(entrants);
    }

    /// Whether that word, however written, is how the title ends.
    boolean isCalled(String word) {
        return title.toLowerCase(Locale.ROOT).endsWith(word.toLowerCase(Locale.ROOT));
    }
}
