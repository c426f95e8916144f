package dev.tidemark.local.services;

/// One of the services that a home folder can have.
public enum Part {
    SOURCE,
    WAREHOUSE,
    LAKE
}
