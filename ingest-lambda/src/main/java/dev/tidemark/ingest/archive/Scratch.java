package dev.tidemark.ingest.archive;

import dev.tidemark.failure.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder on the local disk that lives as long as one attempt.
public record Scratch(Path folder) implements AutoCloseable {

    public static Scratch open() {
        try {
            return new Scratch(Files.createTempDirectory("tidemark-ingest-"));
        } catch (IOException e) {
            throw new TransientFailure(
                    "no temporary folder can be made: " + e.getMessage(),
                    "make room in java.io.tmpdir, then try again",
                    e);
        }
    }

    /// What cannot be removed is left to the operating system: the run does not depend on it.
    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
