package dev.tidemark.run;

import java.util.Locale;

/// One of the three steps that carry a run from the source to the warehouse.
public enum Stage {
    INGEST,
    PROCESS,
    LOAD;

    /// The name used in query logs, commands and log lines.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
