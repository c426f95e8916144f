package dev.tidemark.runlog;

import dev.tidemark.run.Attempt;

/// How an attempt to publish a run ended.
public sealed interface Publication {

    /// The run is ours.
    record Published() implements Publication {}

    /// Another attempt published the run first; the files of this one are never read.
    record Overtaken(Attempt by) implements Publication {}
}
