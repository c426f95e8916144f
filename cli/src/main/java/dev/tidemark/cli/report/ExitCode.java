package dev.tidemark.cli.report;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import java.util.List;

/// What a command tells the shell that called it.
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE_OR_CONFIGURATION = 2;
    public static final int CHECKS_FAILED = 3;

    /// What a look ahead ends with where a run would do something.
    public static final int SOMETHING_TO_DO = 10;

    private ExitCode() {}

    /// Of several failures the first that stays decides: waiting would not help.
    public static int of(Exception thrown) {
        return of(StageFailures.of(thrown));
    }

    /// What a run would end with that met all of these, in their order.
    public static int of(List<TidemarkFailure> failures) {
        return failures.stream()
                .filter(TerminalFailure.class::isInstance)
                .map(TerminalFailure.class::cast)
                .mapToInt(ExitCode::of)
                .findFirst()
                .orElse(FAILED);
    }

    private static int of(TerminalFailure failure) {
        return switch (failure.kind()) {
            case WORLD -> FAILED;
            case CONFIGURATION -> USAGE_OR_CONFIGURATION;
            case CHECK -> CHECKS_FAILED;
        };
    }
}
