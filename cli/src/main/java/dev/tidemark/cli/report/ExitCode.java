package dev.tidemark.cli.report;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;

/// What a command tells the shell that called it.
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE_OR_CONFIGURATION = 2;
    public static final int CHECKS_FAILED = 3;

    /// Every failure may pass by itself. `EX_TEMPFAIL` of BSD's sysexits, which schedulers know.
    public static final int TRY_AGAIN = 75;

    private ExitCode() {}

    /// Of several failures the first that stays decides: waiting would not help.
    public static int of(Exception thrown) {
        return StageFailures.of(thrown).stream()
                .mapToInt(ExitCode::of)
                .filter(code -> code != TRY_AGAIN)
                .findFirst()
                .orElse(TRY_AGAIN);
    }

    private static int of(TidemarkFailure failure) {
        return switch (failure) {
            case TransientFailure passing -> TRY_AGAIN;
            case TerminalFailure terminal ->
                    switch (terminal.kind()) {
                        case WORLD -> FAILED;
                        case CONFIGURATION -> USAGE_OR_CONFIGURATION;
                        case CHECK -> CHECKS_FAILED;
                    };
        };
    }
}
