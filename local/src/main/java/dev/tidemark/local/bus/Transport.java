package dev.tidemark.local.bus;

import java.util.List;

/// How notifications travel from a zone to a stage. AWS promises only that each arrives at least
/// once, some time, in any order; a test hands in a transport that is as bad as that, or worse.
@FunctionalInterface
public interface Transport {

    /// Each one once, at once, in order.
    Transport FAITHFUL = sent -> sent;

    /// What arrives now, of what is sent now and of what was sent before.
    List<Event> arriving(List<Event> sent);
}
