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

    TidemarkFailure(String what, String fix, @Nullable Throwable cause) {
        super(fix.isEmpty() ? what : what + "\n  To fix: " + fix, cause);
        this.what = what;
        this.fix = fix;
    }

    /// Where it can be corrected, such as `sales/pipeline.yaml:3`, if that is a place in a file.
    public abstract Optional<String> place();

    /// What is wrong, and why it matters.
    public String what() {
        return what;
    }

    /// What to type or to change; empty when nothing is known.
    public String fix() {
        return fix;
    }
}
