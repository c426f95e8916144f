package dev.tidemark.process.inspection;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Mention;
import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The example beside a model: rows given to it, rows expected of it.
///
/// @param file for messages
/// @param given per relation, a SELECT of its rows
/// @param columns of the model's result, in order
/// @param expected a SELECT of the model's rows
record ModelExample(
        Mention file, Map<String, String> given, List<EngineColumn> columns, String expected) {

    /// @param name the file, for messages
    static ModelExample read(Path file, String name, String model) {
        var text = new Mention(name, text(file));
        Map<?, ?> root = map(yaml(text));
        Map<?, ?> types = map(root.get("types"));
        Map<String, String> given = new LinkedHashMap<>();
        map(root.get("given"))
                .forEach(
                        (relation, rows) ->
                                given.put(
                                        (String) relation,
                                        select(text, columns(types.get(relation)), list(rows))));
        List<EngineColumn> columns = columns(types.get(model));
        return new ModelExample(
                text, given, columns, select(text, columns, list(root.get("expect"))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object yaml(Mention file) {
        try {
            return new Load(LoadSettings.builder().setLabel(file.file()).build())
                    .loadFromString(file.text());
        } catch (YamlEngineException e) {
            throw refused(
                    file,
                    "is no valid YAML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " "),
                    "");
        }
    }

    /// @param named what it says wrongly
    private static TerminalFailure refused(Mention file, String finding, String named) {
        return TerminalFailure.configuration(
                        file.file() + " " + finding,
                        "correct the example; pipelines/README.md describes its keys")
                .at(file.of(named, 0));
    }

    private static List<EngineColumn> columns(@Nullable Object types) {
        List<EngineColumn> columns = new ArrayList<>();
        map(types)
                .forEach(
                        (name, type) ->
                                columns.add(
                                        new EngineColumn(
                                                (String) name,
                                                ((String) type).toUpperCase(Locale.ROOT))));
        return columns;
    }

    private static String select(Mention file, List<EngineColumn> columns, List<?> rows) {
        if (rows.isEmpty()) {
            return row(file, columns, Map.of()) + " where false";
        }
        return rows.stream()
                .map(row -> row(file, columns, map(row)))
                .collect(Collectors.joining(" union all "));
    }

    private static String row(Mention file, List<EngineColumn> columns, Map<?, ?> row) {
        List<String> known = columns.stream().map(EngineColumn::name).toList();
        for (Object column : row.keySet()) {
            if (!known.contains(String.valueOf(column))) {
                throw refused(
                        file,
                        "has a row with the column `%s`, which its `types` lack; %s"
                                .formatted(column, NearestName.hint(String.valueOf(column), known)),
                        String.valueOf(column));
            }
        }
        if (columns.isEmpty()) {
            throw refused(
                    file,
                    "lacks the `types` of a relation that it gives, or of the model",
                    "types");
        }
        return columns.stream()
                .map(column -> value(column, row.get(column.name())))
                .collect(Collectors.joining(", ", "select ", ""));
    }

    private static String value(EngineColumn column, @Nullable Object value) {
        return "cast(%s as %s) as %s"
                .formatted(
                        value == null ? "null" : Sql.literal(value.toString()),
                        column.type(),
                        Sql.identifier(column.name()));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
