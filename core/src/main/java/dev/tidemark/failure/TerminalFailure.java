package dev.tidemark.failure;

import org.jspecify.annotations.Nullable;

/// A failure that stays until a person changes something.
public final class TerminalFailure extends TidemarkFailure {

    private final Kind kind;

    /// What has to change, which decides the exit code of the command.
    public enum Kind {
        /// The data or the state of a zone, the source or the warehouse: exit code 1.
        WORLD,
        /// The pipeline folder, the environment or the command line: exit code 2.
        CONFIGURATION,
        /// A check of a model did not hold: exit code 3.
        CHECK
    }

    private TerminalFailure(
            Kind kind, String what, String fix, @Nullable Throwable cause, @Nullable String place) {
        super(what, fix, cause, place);
        this.kind = kind;
    }

    private TerminalFailure(Kind kind, String what, String fix, @Nullable Throwable cause) {
        this(kind, what, fix, cause, null);
    }

    private TerminalFailure(Kind kind, String what, String fix) {
        this(kind, what, fix, null);
    }

    public static TerminalFailure world(String what, String fix) {
        return new TerminalFailure(Kind.WORLD, what, fix);
    }

    public static TerminalFailure world(String what, String fix, Throwable cause) {
        return new TerminalFailure(Kind.WORLD, what, fix, cause);
    }

    public static TerminalFailure configuration(String what, String fix) {
        return new TerminalFailure(Kind.CONFIGURATION, what, fix);
    }

    public static TerminalFailure configuration(String what, String fix, Throwable cause) {
        return new TerminalFailure(Kind.CONFIGURATION, what, fix, cause);
    }

    public static TerminalFailure check(String what, String fix) {
        return new TerminalFailure(Kind.CHECK, what, fix);
    }

    /// The same failure, which can be corrected in that place of a file.
    public TerminalFailure at(String where) {
        return new TerminalFailure(kind, what(), fix(), getCause(), where);
    }

    /// The same failure, with more said of what is wrong.
    public TerminalFailure adding(String more) {
        return new TerminalFailure(kind, what() + more, fix(), getCause(), place().orElse(null));
    }

    public Kind kind() {
        return kind;
    }
}
