package dev.tidemark.local.services;

/// Whose life the services share.
public enum Hosting {
    /// That of the command that needed them.
    COMMAND,
    /// That of a process of their own, which runs until it is stopped.
    DETACHED
}
