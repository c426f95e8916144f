package dev.tidemark.process.check;

import dev.tidemark.pipeline.Model;

/// A check that does not hold.
///
/// @param what several rows do wrong, such as `have no staff_id`
/// @param keys some of the rows' keys, fit to be shown
public record Finding(Model model, String check, long rows, String what, String keys) {

    public String text() {
        return "%s, check %s: %s\n  Keys: %s."
                .formatted(
                        model.file(),
                        check,
                        rows == 1 ? "1 row " + singular(what) : rows + " rows " + what,
                        keys);
    }

    private static String singular(String what) {
        return what.startsWith("have ")
                ? what.replaceFirst("have", "has")
                : what.replaceFirst(" ", "s ");
    }
}
