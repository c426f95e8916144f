package dev.tidemark.load.leftover;

import dev.tidemark.runlog.RunHeader;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A table or column that a run has filled and no model fills any more.
///
/// @param name as messages name it
/// @param unless whose it may be instead; empty where nobody else comes into question
/// @param last the last run that filled it
/// @param later what became of it since; may be empty
/// @param removal the SQL that removes it, line by line
record Leftover(String name, String unless, RunHeader last, String later, List<String> removal) {

    Leftover {
        removal = List.copyOf(removal);
    }

    /// @param where begins the sentence that says where the SQL belongs
    String notice(String where) {
        return "no model fills %s any more%s: it stays as of run %s, %s%s\n  %s:\n    %s"
                .formatted(
                        name,
                        unless,
                        last.run(),
                        last.lastSuccessfulQuery().truncatedTo(ChronoUnit.SECONDS),
                        later,
                        where,
                        String.join("\n    ", removal));
    }

    /// What a migration may be named.
    String fileName(long number) {
        String what =
                name.substring(name.indexOf('.') + 1)
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .toLowerCase(Locale.ROOT);
        return "V%d__drop_%s.sql".formatted(number, what);
    }
}
