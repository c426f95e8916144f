package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a pipeline from its folder, and refuses what it does not understand by naming it.
public final class PipelineFolder {

    private static final String FILE = "pipeline.yaml";

    /// The files that decide what a stage does. Examples and notes beside them change no run.
    private static final Pattern DEFINING =
            Pattern.compile("pipeline\\.yaml|models/[^/]+\\.sql|warehouse/.+\\.sql");

    private PipelineFolder() {}

    /// @param pipelines the folder that holds one folder per pipeline
    public static Pipeline read(Path pipelines, String name) {
        Path folder = pipelines.resolve(name);
        List<String> known = names(pipelines);
        if (!known.contains(name)) {
            throw TerminalFailure.configuration(
                    "there is no pipeline `%s` in %s".formatted(name, pipelines),
                    known.isEmpty()
                            ? "make a folder with a pipeline.yaml in it"
                            : NearestName.hint(name, known));
        }
        YamlMap yaml =
                YamlMap.parse(name + "/" + FILE, text(folder.resolve(FILE)))
                        .allow(Set.of("source", "deletes", "warehouse"));
        return new Pipeline(
                name,
                folder,
                source(yaml),
                deletes(yaml),
                warehouse(yaml),
                models(name, folder.resolve("models")),
                definition(folder));
    }

    /// The pipelines in a folder, by name.
    public static List<String> names(Path pipelines) {
        if (!Files.isDirectory(pipelines)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(pipelines)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceSettings source(YamlMap yaml) {
        YamlMap source = section(yaml, "source").allow(Set.of("schemas", "exclude", "private"));
        YamlMap privates = section(source, "private");
        return new SourceSettings(
                source.entries().containsKey("schemas")
                        ? source.texts("schemas")
                        : List.of("public"),
                Set.copyOf(source.texts("exclude")),
                privates.entries().keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        table -> table,
                                        table -> Set.copyOf(privates.texts(table)))));
    }

    private static DeleteGuard deletes(YamlMap yaml) {
        YamlMap deletes = section(yaml, "deletes").allow(Set.of("max_share", "min_rows"));
        try {
            return new DeleteGuard(
                    deletes.number("max_share").orElse(DeleteGuard.DEFAULT.shareMax()),
                    deletes.number("min_rows")
                            .map(Double::longValue)
                            .orElse(DeleteGuard.DEFAULT.rowsMin()));
        } catch (IllegalArgumentException e) {
            throw YamlMap.refused(deletes.place(), "is wrong: " + e.getMessage());
        }
    }

    private static WarehouseSettings warehouse(YamlMap yaml) {
        YamlMap warehouse = section(yaml, "warehouse").allow(Set.of("schema", "analysts"));
        return new WarehouseSettings(
                warehouse.text("schema").orElse("public"), warehouse.text("analysts"));
    }

    private static YamlMap section(YamlMap yaml, String key) {
        return yaml.map(key).orElseGet(() -> YamlMap.parse(yaml.place() + ", " + key, ""));
    }

    private static List<Model> models(String pipeline, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(file -> model(pipeline, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Model model(String pipeline, Path file) {
        String fileName = file.getFileName().toString();
        String text = text(file);
        return ModelFile.parse(
                fileName.substring(0, fileName.length() - ".sql".length()),
                pipeline + "/models/" + fileName,
                text,
                HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
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
