package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A word changed in a file of the pipeline.
record Edit(String file, String from, String to) {

    /// A copy of all pipelines, edited.
    Path of(Path pipelines, Path copy) {
        try (Stream<Path> files = Files.walk(pipelines)) {
            for (Path source : files.toList()) {
                Path target = copy.resolve(pipelines.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
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
