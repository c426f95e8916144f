package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.DraftPipeline.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a pipeline from its folder, and refuses what it does not understand by naming it.
public final class PipelineFolder {

    static final String FILE = "pipeline.yaml";

    private static final String DEFAULT_SCHEMA = "public";
    private static final List<String> DEFAULT_SCHEMAS = List.of(DEFAULT_SCHEMA);

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
        return draft(pipelines, name, problems).map(DraftPipeline::pipeline);
    }

    /// The same, and which sections could not be read.
    public static Optional<DraftPipeline> draft(Path pipelines, String name, Problems problems) {
        Path folder = pipelines.resolve(name);
        List<String> known = names(pipelines);
        if (!known.contains(name)) {
            problems.add(
                    TerminalFailure.configuration(
                            "there is no pipeline `%s` in %s".formatted(name, pipelines),
                            way(folder, name, known)));
            return Optional.empty();
        }
        Optional<YamlMap> yaml = problems.attempt(() -> settings(name, folder, problems));
        Optional<SourceSettings> source = yaml.flatMap(of -> problems.attempt(() -> source(of)));
        Optional<DeleteGuard> deletes = yaml.flatMap(of -> problems.attempt(() -> deletes(of)));
        Optional<WarehouseSettings> warehouse =
                yaml.flatMap(of -> problems.attempt(() -> warehouse(of)));
        var pipeline =
                new Pipeline(
                        name,
                        folder,
                        source.orElseGet(
                                () -> new SourceSettings(DEFAULT_SCHEMAS, Set.of(), Map.of())),
                        deletes.orElse(DeleteGuard.DEFAULT),
                        warehouse.orElseGet(
                                () -> new WarehouseSettings(DEFAULT_SCHEMA, Optional.empty())),
                        models(name, folder.resolve("models"), problems),
                        Definition.of(folder));
        Set<Section> unread = EnumSet.allOf(Section.class);
        source.ifPresent(read -> unread.remove(Section.SOURCE));
        deletes.ifPresent(read -> unread.remove(Section.DELETES));
        warehouse.ifPresent(read -> unread.remove(Section.WAREHOUSE));
        return Optional.of(new DraftPipeline(pipeline, unread));
    }

    private static String way(Path folder, String name, List<String> known) {
        if (Files.isRegularFile(folder.resolve("pipeline.yml"))) {
            return "rename %s/pipeline.yml to %s".formatted(name, FILE);
        }
        return known.isEmpty()
                ? "make a folder with a pipeline.yaml in it"
                : NearestName.hint(name, known);
    }

    private static YamlMap settings(String name, Path folder, Problems problems) {
        return YamlMap.parse(name + "/" + FILE, 0, text(folder.resolve(FILE)), problems)
                .allow(Set.of("source", "deletes", "warehouse"));
    }

    /// Reports what lies in a pipeline's folder and is read by nobody.
    public static void reportUnread(Path pipelines, String name, Problems problems) {
        new UnreadFiles(name, pipelines.resolve(name)).report(problems);
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
                .flatMap(name -> draft(pipelines, name, new Problems()).stream())
                .filter(draft -> draft.knows(Section.WAREHOUSE))
                .map(DraftPipeline::pipeline)
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
        double share = deletes.number("max_share").orElse(DeleteGuard.DEFAULT.shareMax());
        if (!(share >= 0 && share <= 1)) {
            throw deletes.refused(
                    "max_share", "wants a share from 0 to 1 under `max_share`, such as 0.3");
        }
        double rows = deletes.number("min_rows").orElse((double) DeleteGuard.DEFAULT.rowsMin());
        if (!(rows >= 0 && rows == Math.rint(rows))) {
            throw deletes.refused("min_rows", "wants a whole number from 0 on under `min_rows`");
        }
        return new DeleteGuard(share, (long) rows);
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

    /// The names of all models of a folder, of those that cannot be read too.
    public static List<String> modelNames(Path folder) {
        Path models = folder.resolve("models");
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(models)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.substring(0, name.length() - ".sql".length()))
                    .sorted()
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
                Definition.of(text),
                problems);
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
}
