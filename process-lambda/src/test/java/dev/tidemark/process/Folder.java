package dev.tidemark.process;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A pipeline folder that a test writes.
final class Folder {

    static final String NAME = "sales";

    private final Path pipelines;

    Folder(Path pipelines) {
        this.pipelines = pipelines;
        settings("source: {schemas: [public]}");
    }

    Folder settings(String yaml) {
        return write("pipeline.yaml", yaml);
    }

    /// @param head without the comment's marks
    Folder model(String name, String head, String sql) {
        return write("models/" + name + ".sql", "/*\n" + head + "\n*/\n" + sql);
    }

    Folder dimension(String name, String key, String sql) {
        return model(name, "kind: dimension\nkey: [" + key + "]\nhistory: latest", sql);
    }

    Folder fact(String name, String key, String sql) {
        return model(
                name,
                "kind: fact\ngrain: one row\nkey: [" + key + "]\nhistory: every_version",
                sql);
    }

    Folder example(String model, String yaml) {
        return write("models/" + model + ".example.yaml", yaml);
    }

    Folder without(String model) {
        try {
            Files.delete(pipelines.resolve(NAME).resolve("models/" + model + ".sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Pipeline read() {
        return PipelineFolder.read(pipelines, NAME);
    }

    private Folder write(String file, String text) {
        try {
            Path path = pipelines.resolve(NAME).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
