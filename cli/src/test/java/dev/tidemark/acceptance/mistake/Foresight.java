package dev.tidemark.acceptance.mistake;

import java.util.Optional;

/// Whether `check` says beforehand what a run would end with.
sealed interface Foresight {

    /// It ends with the exit code of the run.
    ///
    /// @param words what it says; empty if that is what the run says
    record Foreseen(Optional<String> words) implements Foresight {}

    /// It says that the pipeline is ready.
    ///
    /// @param why it cannot know better, as the table tells it
    record Unforeseen(String why) implements Foresight {}

    /// The command line itself is wrong: there is nothing to look at before it is typed.
    record Untold() implements Foresight {}
}
