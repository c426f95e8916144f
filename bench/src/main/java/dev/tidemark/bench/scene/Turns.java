package dev.tidemark.bench.scene;

import org.jspecify.annotations.Nullable;

/// A fresh destination for each run of a contestant; the one before it goes, since each may take gigabytes.
public final class Turns {

    private final Site site;
    private @Nullable Destination last;

    public Turns(Site site) {
        this.site = site;
    }

    public Destination next() {
        if (last != null) {
            last.drop();
        }
        last = site.destination();
        return last;
    }
}
