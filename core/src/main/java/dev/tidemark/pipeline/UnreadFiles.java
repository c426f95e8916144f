package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What lies in a pipeline's folder and is read by nobody, most likely because its name is misspelt.
final class UnreadFiles {

    private static final Set<String> PARTS =
            Set.of(PipelineFolder.FILE, "models", "warehouse", "audit");

    private static final String MODEL = ".sql";
    private static final String EXAMPLE = ".example.yaml";

    private final String pipeline;
    private final Path folder;

    UnreadFiles(String pipeline, Path folder) {
        this.pipeline = pipeline;
        this.folder = folder;
    }

    void report(Problems problems) {
        names(folder).stream()
                .filter(name -> !PARTS.contains(name))
                .forEach(
                        name ->
                                NearestName.of(name, PARTS)
                                        .filter(part -> !Files.exists(folder.resolve(part)))
                                        .ifPresent(
                                                part -> problems.add(unread(name, meant(part)))));
        List<String> models = PipelineFolder.modelNames(folder);
        names(folder.resolve("models")).stream()
                .filter(name -> !name.endsWith(MODEL) && !name.endsWith(".md"))
                .forEach(
                        name -> {
                            if (!name.endsWith(EXAMPLE)) {
                                problems.add(
                                        unread(
                                                "models/" + name,
                                                "end the name of a model in %s, and that of its example in %s"
                                                        .formatted(MODEL, EXAMPLE)));
                            } else if (!models.contains(modelOf(name))) {
                                problems.add(
                                        unread(
                                                "models/" + name,
                                                "give it the name of its model: "
                                                        + NearestName.hint(modelOf(name), models)));
                            }
                        });
    }

    private static String modelOf(String example) {
        return example.substring(0, example.length() - EXAMPLE.length());
    }

    private static String meant(String part) {
        return "did you mean `" + part + "`?";
    }

    private TerminalFailure unread(String file, String fix) {
        String place = pipeline + "/" + file;
        return TerminalFailure.configuration("%s is read by nobody".formatted(place), fix)
                .at(place);
    }

    /// Without those that are hidden.
    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
