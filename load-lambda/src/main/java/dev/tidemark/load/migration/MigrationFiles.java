package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The migrations of a pipeline's folder, by their names.
public record MigrationFiles(Path folder) {

    private static final Pattern NAME =
            Pattern.compile("(?:V(?<version>\\d+(?:[._]\\d+)*)|R)__\\S.*\\.sql");

    /// One for each name that would never be applied, and for each second file of a number.
    List<TerminalFailure> mistakes() {
        Map<String, String> numbers = new HashMap<>();
        List<TerminalFailure> mistakes = new ArrayList<>();
        for (String name : names()) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                mistakes.add(noName(name));
            }
            Optional<String> number = matcher.matches() ? version(matcher) : Optional.empty();
            number.flatMap(of -> Optional.ofNullable(numbers.get(of)))
                    .ifPresent(other -> mistakes.add(sameNumber(name, other)));
            number.ifPresent(of -> numbers.put(of, name));
        }
        return mistakes;
    }

    /// Files that claim a number that another one claims too, so that nobody can say which is meant.
    List<String> ambiguous() {
        List<String> numbers = names().stream().flatMap(name -> number(name).stream()).toList();
        return names().stream()
                .filter(
                        name ->
                                number(name)
                                        .filter(of -> Collections.frequency(numbers, of) > 1)
                                        .isPresent())
                .toList();
    }

    /// The others.
    ClearFiles clear() {
        List<String> ambiguous = ambiguous();
        return new ClearFiles(
                folder, files().filter(file -> !ambiguous.contains(name(file))).toList());
    }

    private static Optional<String> number(String name) {
        return Optional.of(NAME.matcher(name))
                .filter(Matcher::matches)
                .flatMap(MigrationFiles::version);
    }

    private TerminalFailure noName(String name) {
        return TerminalFailure.configuration(
                        "%s is no name of a migration: it would never be applied"
                                .formatted(place(name)),
                        "name it V<number>__<what>.sql, such as V%d__rating.sql"
                                .formatted(nextNumber()))
                .at(place(name));
    }

    private TerminalFailure sameNumber(String name, String other) {
        return TerminalFailure.configuration(
                        "%s has the same number as %s".formatted(place(name), other),
                        "give the one that is not applied yet the number %d"
                                .formatted(nextNumber()))
                .at(place(name));
    }

    TerminalFailure unwhole(String name) {
        return TerminalFailure.configuration(
                        "%s cannot be in one transaction with what else is pending, because of CREATE INDEX CONCURRENTLY, VACUUM or the like, or of executeInTransaction=false in its .conf: if it failed, nobody could take back the half of it"
                                .formatted(place(name)),
                        "write it without (a plain CREATE INDEX lets readers read), or type it into the warehouse yourself")
                .at(place(name));
    }

    /// What files of these names say.
    List<String> texts(Collection<String> wanted) {
        return files().filter(file -> wanted.contains(name(file)))
                .map(MigrationFiles::text)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As they are recorded for files that are applied, by name.
    Map<String, Integer> checksums() {
        return files().collect(
                        Collectors.toMap(
                                MigrationFiles::name,
                                MigrationFiles::checksum,
                                (one, other) -> one));
    }

    private static int checksum(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            return AppliedScripts.checksum(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    List<String> names() {
        return files().map(MigrationFiles::name).toList();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> name(file).endsWith(".sql"))
                    .sorted(Comparator.comparing(MigrationFiles::name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
