package dev.tidemark.services;

import java.util.List;

/// What a cluster keeps of committed transactions when the machine stops.
public enum Durability {
    /// Everything, as a production server does.
    FULL,
    /// Nothing is promised: for tests that throw the cluster away.
    NONE;

    /// Tests log in thousands of times.
    private static final String CHEAP_LOGINS = "--set=scram_iterations=1";

    List<String> initialisation() {
        return switch (this) {
            case FULL -> List.of();
            case NONE -> List.of("--no-sync", CHEAP_LOGINS);
        };
    }

    List<String> settings() {
        return switch (this) {
            case FULL -> List.of();
            case NONE -> List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");
        };
    }
}
