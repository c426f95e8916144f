package dev.tidemark.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A mapping of a YAML file of this repository. What is not there is empty.
record Yaml(Map<?, ?> keys) {

    private static final Path GITHUB = Path.of("../.github");

    /// @param file below `.github`
    static Yaml read(String file) {
        try {
            Object read =
                    new Load(LoadSettings.builder().setLabel(file).build())
                            .loadFromString(Files.readString(GITHUB.resolve(file)));
            return of(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> workflows() {
        try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Yaml of(@Nullable Object value) {
        return new Yaml(value instanceof Map<?, ?> map ? map : Map.of());
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    Yaml in(String key) {
        return has(key) ? of(keys.get(key)) : new Yaml(Map.of());
    }

    /// A text or number, without blanks that do not matter.
    String text(String key) {
        return has(key) ? String.valueOf(keys.get(key)).strip().replaceAll("\\s+", " ") : "";
    }

    List<Yaml> list(String key) {
        return keys.get(key) instanceof List<?> list
                ? list.stream().map(Yaml::of).toList()
                : List.of();
    }
}
