package dev.tidemark.failure;

import org.jspecify.annotations.Nullable;

/// A failure that the next tick may not meet again: a lost connection, a lock, a service that is
/// busy. Trying again is safe.
public final class TransientFailure extends TidemarkFailure {

    public TransientFailure(String what, String fix, @Nullable Throwable cause) {
        super(what, fix, cause, null);
    }

    public TransientFailure(String what, String fix) {
        this(what, fix, null);
    }
}
