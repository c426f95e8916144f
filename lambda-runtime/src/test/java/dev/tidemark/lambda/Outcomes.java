package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

/// Asks an outcome for what a test expects of it.
final class Outcomes {

    private Outcomes() {}

    static String answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).json();
    }

    /// The message of a failure that says by its class whether to try again.
    static String failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var failed = (Outcome.Failed) outcome;
        assertThat(failed.type()).startsWith("dev.tidemark.failure.");
        return failed.message();
    }
}
