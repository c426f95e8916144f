package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A word changed in a file of the pipeline.
record Edit(String file, String from, String to) {

    /// A copy of all pipelines, edited.
    Path of(Path pipelines, Path copy) {
        FolderCopy.make(pipelines, copy);
        try {
            Path edited = copy.resolve(World.PIPELINE).resolve(file);
            String text = Files.readString(edited);
            assertThat(text).contains(from);
            Files.writeString(edited, text.replace(from, to));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
