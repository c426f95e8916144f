package dev.tidemark.run;

/// One of the three steps that carry a run from the source to the warehouse.
public enum Stage {
    INGEST,
    PROCESS,
    LOAD
}
