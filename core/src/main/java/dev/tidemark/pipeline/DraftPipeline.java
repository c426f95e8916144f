package dev.tidemark.pipeline;

import java.util.Locale;
import java.util.Set;

/// A pipeline as far as its folder can be read.
///
/// @param pipeline what it would be without the sections that cannot be read
/// @param unread those sections
public record DraftPipeline(Pipeline pipeline, Set<Section> unread) {

    /// A part of pipeline.yaml.
    public enum Section {
        SOURCE,
        DELETES,
        WAREHOUSE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DraftPipeline {
        unread = Set.copyOf(unread);
    }

    /// Whether a section can be read, or is not there.
    public boolean knows(Section section) {
        return !unread.contains(section);
    }
}
