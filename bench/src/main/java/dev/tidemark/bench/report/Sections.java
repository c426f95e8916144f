package dev.tidemark.bench.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sections of `RESULTS.md`, which can be measured one by one.
public final class Sections {

    private static final String LAST = "## Notes\n";

    private Sections() {}

    /// Puts a section in place of the one with its title, or before the notes.
    ///
    /// @param title its first line
    public static String replaced(String results, String title, String section) {
        Matcher earlier =
                Pattern.compile("(?s)" + Pattern.quote(title) + ".*?(?=\n## |\\z)")
                        .matcher(results);
        if (earlier.find()) {
            return earlier.replaceFirst(Matcher.quoteReplacement(section));
        }
        return results.contains(LAST)
                ? results.replace(LAST, section + "\n" + LAST)
                : results + section;
    }
}
