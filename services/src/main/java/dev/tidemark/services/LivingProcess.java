package dev.tidemark.services;

import java.util.Optional;

/// Finds processes by number. One that has ended but was not yet collected by its parent counts as gone: it has no
/// command any more.
public final class LivingProcess {

    private LivingProcess() {}

    public static Optional<ProcessHandle> of(long pid) {
        return ProcessHandle.of(pid).filter(it -> it.isAlive() && it.info().command().isPresent());
    }
}
