package dev.tidemark.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A failure that its reader can act on: what is wrong, why it matters, what to type.
///
/// The message never carries a secret or the content of a row.
public abstract sealed class TidemarkFailure extends RuntimeException
        permits TerminalFailure, TransientFailure {

    private final String what;
    private final String fix;
    private final @Nullable String place;

    TidemarkFailure(String what, String fix, @Nullable Throwable cause, @Nullable String place) {
        super(what, cause);
        this.what = what;
        this.fix = fix;
        this.place = place;
    }

    private static String message(String placed, String fix) {
        return fix.isEmpty() ? placed : placed + "\n  To fix: " + fix;
    }

    /// Many a text begins with the file already.
    private static String placed(String what, @Nullable String place) {
        if (place == null) {
            return what;
        }
        String file = place.replaceFirst(":\\d+$", "");
        return what.startsWith(file) ? place + what.substring(file.length()) : place + ": " + what;
    }

    @Override
    public String getMessage() {
        return message(placed(), fix);
    }

    /// Where it can be corrected, such as `sales/pipeline.yaml:3`, if that is a place in a file.
    public Optional<String> place() {
        return Optional.ofNullable(place);
    }

    /// What is wrong, and why it matters, beginning with the place if there is one.
    public String placed() {
        return placed(what, place);
    }

    /// What is wrong, and why it matters.
    public String what() {
        return what;
    }

    /// What to type or to change; empty when nothing is known.
    public String fix() {
        return fix;
    }
}
