package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a pipeline from its folder, and refuses what it does not understand by naming it.
public final class PipelineFolder {

    private static final String FILE = "pipeline.yaml";

    private static final String DEFAULT_SCHEMA = "public";
    private static final List<String> DEFAULT_SCHEMAS = List.of(DEFAULT_SCHEMA);

    /// The files that decide what a stage does. Examples and notes beside them change no run.
    private static final Pattern DEFINING =
            Pattern.compile("pipeline\\.yaml|models/[^/]+\\.sql|warehouse/.+\\.sql");

    private PipelineFolder() {}

    /// Refuses the first mistake.
    ///
    /// @param pipelines the folder that holds one folder per pipeline
    public static Pipeline read(Path pipelines, String name) {
        var problems = new Problems();
        Optional<Pipeline> pipeline = inspect(pipelines, name, problems);
        problems.throwFirst();
        return pipeline.orElseThrow();
    }

    /// Goes on after a mistake: a section that cannot be read counts as left out, and so does a model.
    /// Empty if there is nothing to read.
    ///
    /// @param problems hears of every mistake
    public static Optional<Pipeline> inspect(Path pipelines, String name, Problems problems) {
        Path folder = pipelines.resolve(name);
        List<String> known = names(pipelines);
        if (!known.contains(name)) {
            problems.add(
                    TerminalFailure.configuration(
                            "there is no pipeline `%s` in %s".formatted(name, pipelines),
                            known.isEmpty()
                                    ? "make a folder with a pipeline.yaml in it"
                                    : NearestName.hint(name, known)));
            return Optional.empty();
        }
        YamlMap yaml =
                problems.attempt(() -> settings(name, folder, problems))
                        .orElseGet(() -> YamlMap.parse(name + "/" + FILE, 0, "", problems));
        return Optional.of(
                new Pipeline(
                        name,
                        folder,
                        problems.attempt(() -> source(yaml))
                                .orElseGet(
                                        () ->
                                                new SourceSettings(
                                                        DEFAULT_SCHEMAS, Set.of(), Map.of())),
                        problems.attempt(() -> deletes(yaml)).orElse(DeleteGuard.DEFAULT),
                        problems.attempt(() -> warehouse(yaml))
                                .orElseGet(
                                        () ->
                                                new WarehouseSettings(
                                                        DEFAULT_SCHEMA, Optional.empty())),
                        models(name, folder.resolve("models"), problems),
                        definition(folder)));
    }

    private static YamlMap settings(String name, Path folder, Problems problems) {
        return YamlMap.parse(name + "/" + FILE, 0, text(folder.resolve(FILE)), problems)
                .allow(Set.of("source", "deletes", "warehouse"));
    }

    /// The pipelines in a folder, by name. A folder whose name begins with a dot is none: it may be
    /// one that is being written.
    public static List<String> names(Path pipelines) {
        if (!Files.isDirectory(pipelines)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(pipelines)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The pipelines that fill a schema of the warehouse, as far as they can be read.
    public static List<Pipeline> filling(Path pipelines, String schema) {
        return names(pipelines).stream()
                .flatMap(name -> inspect(pipelines, name, new Problems()).stream())
                .filter(pipeline -> pipeline.warehouse().schema().equals(schema))
                .toList();
    }

    private static SourceSettings source(YamlMap yaml) {
        YamlMap source = yaml.section("source").allow(Set.of("schemas", "exclude", "private"));
        YamlMap privates = source.section("private");
        Map<String, String> places = new HashMap<>();
        places.putAll(source.places("schemas", "schemas/"));
        places.putAll(source.places("exclude", "exclude/"));
        for (String table : privates.entries().keySet()) {
            places.put("private/" + table, privates.lines().place(table));
            places.putAll(privates.places(table, "private/" + table + "/"));
        }
        return new SourceSettings(
                source.entries().containsKey("schemas") ? source.texts("schemas") : DEFAULT_SCHEMAS,
                Set.copyOf(source.texts("exclude")),
                privates.entries().keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        table -> table,
                                        table -> Set.copyOf(privates.texts(table)))),
                places);
    }

    private static DeleteGuard deletes(YamlMap yaml) {
        YamlMap deletes = yaml.section("deletes").allow(Set.of("max_share", "min_rows"));
        try {
            return new DeleteGuard(
                    deletes.number("max_share").orElse(DeleteGuard.DEFAULT.shareMax()),
                    deletes.number("min_rows")
                            .map(Double::longValue)
                            .orElse(DeleteGuard.DEFAULT.rowsMin()));
        } catch (IllegalArgumentException e) {
            throw deletes.refused("max_share", "is wrong: " + e.getMessage());
        }
    }

    private static WarehouseSettings warehouse(YamlMap yaml) {
        YamlMap warehouse = yaml.section("warehouse").allow(Set.of("schema", "analysts"));
        String schema = warehouse.text("schema").orElse(DEFAULT_SCHEMA);
        WarehouseSettings.unfit(schema)
                .ifPresent(
                        why -> {
                            throw TerminalFailure.configuration(
                                            "%s names the schema `%s`, %s"
                                                    .formatted(warehouse.place(), schema, why),
                                            "write under `schema` "
                                                    + WarehouseSettings.ALLOWED
                                                    + "; without the key it is public")
                                    .at(warehouse.lines().place("schema"));
                        });
        return new WarehouseSettings(schema, warehouse.text("analysts"));
    }

    private static List<Model> models(String pipeline, Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .flatMap(
                            file ->
                                    problems
                                            .attempt(() -> model(pipeline, file, problems))
                                            .flatMap(model -> model)
                                            .stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Model> model(String pipeline, Path file, Problems problems) {
        String fileName = file.getFileName().toString();
        String text = text(file);
        return ModelFile.parse(
                fileName.substring(0, fileName.length() - ".sql".length()),
                pipeline + "/models/" + fileName,
                text,
                HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))),
                problems);
    }

    private static String definition(Path folder) {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(folder)) {
            var byName = new TreeMap<String, Path>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> byName.put(nameIn(folder, file), file));
            byName.keySet().removeIf(name -> !DEFINING.matcher(name).matches());
            for (var file : byName.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(sha256().digest(Files.readAllBytes(file.getValue())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String nameIn(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw TerminalFailure.configuration(
                    "%s cannot be read as UTF-8 text".formatted(file),
                    "check the file and its rights",
                    e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
