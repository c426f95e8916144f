package dev.tidemark.lambda;

import java.util.List;

/// How an invocation ended, as Lambda sees it.
public sealed interface Outcome {

    /// The handler returned.
    record Answered(String json) implements Outcome {}

    /// The handler threw, or could not be made. For Lambda the invocation failed: it is tried again or reported, and the
    /// alarm counts it.
    ///
    /// @param type of the exception, by its class
    /// @param message of the exception
    record Failed(String type, String message) implements Outcome {}

    /// The process ended without an answer: killed, or out of memory.
    ///
    /// @param lastLines of its log
    record Ended(int exitCode, List<String> lastLines) implements Outcome {

        public Ended {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// No answer within the function's time. Lambda kills the process then, and so was done.
    record TimedOut() implements Outcome {}
}
