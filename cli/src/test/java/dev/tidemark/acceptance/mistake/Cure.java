package dev.tidemark.acceptance.mistake;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What becomes of a mistake once its message was read.
sealed interface Cure {

    /// The message is followed, and the command that failed is typed again.
    ///
    /// @param mend does what the message says
    /// @param again the command, as the message says it
    record Typed(Consumer<Scene> mend, Function<Advice, List<String>> again) implements Cure {}

    /// What the message says cannot be done in a test.
    record Untyped(String why) implements Cure {}
}
