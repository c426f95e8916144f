package dev.tidemark.lake;

/// How an attempt to create an object ended, as far as the answer tells.
public sealed interface Creation {

    /// The object is ours.
    record Created() implements Creation {}

    /// The zone says that an object of that key is there or on its way. It may be our own earlier
    /// try.
    record Refused() implements Creation {}

    /// No answer, or one that says nothing. The object may be there now, later or never.
    record Unknown(RuntimeException reason) implements Creation {}
}
