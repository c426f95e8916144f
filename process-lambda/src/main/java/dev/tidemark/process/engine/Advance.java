package dev.tidemark.process.engine;

/// Hears now and then how far the engine is with the files of a SELECT. Called from another thread; must not throw and
/// must not block.
@FunctionalInterface
public interface Advance {

    /// Hears nothing.
    Advance UNHEARD = (share, bytes) -> {};

    /// @param share of what there is to read, from 0 to 1
    /// @param bytes of the files so far
    void reached(double share, long bytes);
}
