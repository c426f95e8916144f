package dev.tidemark.bench.state;

import java.util.Locale;

/// What was measured of the current state, as a section of Markdown.
///
/// @param deltas how many runs changed the table since its base, a thousand rows each
public record StateResults(StateTimes times, int orders, int deltas) {

    public static final String TITLE = "## The current state under deltas\n";

    /// So many times the plain file's time at most.
    private static final double RATIO_MAX = 1.6;

    public String markdown() {
        return String.format(
                Locale.ROOT,
                """
                %s
                All columns of %,d orders after %,d runs with 1,000 changed orders each, read by the SQL with which process reads
                them (%d files), and the same rows as a plain file: %.0f ms and %.0f ms, DuckDB warm, median of %d in turns.

                %.2f of the plain file's time; the aim is at most %.2f: %s.
                """,
                TITLE,
                orders,
                deltas,
                times.files(),
                times.layersMillis(),
                times.plainMillis(),
                StateTimes.TIMES,
                times.ratio(),
                RATIO_MAX,
                times.ratio() <= RATIO_MAX ? "met" : "**missed**");
    }
}
