package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The migrations of a pipeline's folder, by their names.
public record MigrationFiles(Path folder) {

    private static final Pattern NAME =
            Pattern.compile("(?:V(?<version>\\d+(?:[._]\\d+)*)|R)__\\S.*\\.sql");

    /// Refuses names that would never be applied, and two files that claim one number.
    void requireNames() {
        Map<String, String> numbers = new HashMap<>();
        for (String name : names()) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                throw TerminalFailure.configuration(
                                "%s is no name of a migration: it would never be applied"
                                        .formatted(place(name)),
                                "name it V<number>__<what>.sql, such as V%d__rating.sql"
                                        .formatted(nextNumber()))
                        .at(place(name));
            }
            version(matcher).ifPresent(number -> requireFree(numbers, number, name));
        }
    }

    private void requireFree(Map<String, String> numbers, String number, String name) {
        @Nullable String other = numbers.put(number, name);
        if (other != null) {
            throw TerminalFailure.configuration(
                            "%s has the same number as %s".formatted(place(name), other),
                            "give the one that is not applied yet the number %d"
                                    .formatted(nextNumber()))
                    .at(place(name));
        }
    }

    /// The file below the folder of pipelines.
    String place(String name) {
        Path path = folder.toAbsolutePath().normalize();
        return path.subpath(path.getNameCount() - 2, path.getNameCount()) + "/" + name;
    }

    /// The number that the next migration may have.
    public long nextNumber() {
        return 1
                + names().stream()
                        .map(NAME::matcher)
                        .filter(Matcher::matches)
                        .flatMap(matcher -> version(matcher).stream())
                        .mapToLong(version -> Long.parseLong(version.split("\\.", 2)[0]))
                        .max()
                        .orElse(0);
    }

    private static Optional<String> version(Matcher matcher) {
        return Optional.ofNullable(matcher.group("version"))
                .map(version -> version.replace('_', '.').replaceFirst("^0+(?=\\d)", ""));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
