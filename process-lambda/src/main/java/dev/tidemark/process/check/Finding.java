package dev.tidemark.process.check;

import dev.tidemark.pipeline.Model;

/// A check that does not hold.
///
/// @param what the rows do wrong, such as `have no staff_id`
/// @param keys some of the rows' keys, fit to be shown
public record Finding(Model model, String check, long rows, String what, String keys) {

    public String text() {
        return "%s, check %s: %d %s %s%n  Keys: %s."
                .formatted(model.file(), check, rows, rows == 1 ? "row" : "rows", what, keys)
                .replace(System.lineSeparator(), "\n");
    }
}
