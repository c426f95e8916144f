package dev.tidemark.runlog;

import java.time.Duration;

/// How to wait; handed in, so that tests need not.
public interface Pause {

    Pause REAL =
            duration -> {
                try {
                    Thread.sleep(duration);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for the zone", e);
                }
            };

    void of(Duration duration);
}
