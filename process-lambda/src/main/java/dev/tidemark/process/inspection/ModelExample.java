package dev.tidemark.process.inspection;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Mention;
import dev.tidemark.pipeline.YamlMap;
import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The example beside a model: rows given to it, rows expected of it.
///
/// @param file for messages
/// @param given per relation, a SELECT of its rows
/// @param columns of the model's result, in order
/// @param expected a SELECT of the model's rows
record ModelExample(
        Mention file, Map<String, String> given, List<EngineColumn> columns, String expected) {

    private static final Set<String> KEYS = Set.of("types", "given", "expect");

    /// @param name the file, for messages
    /// @param problems hears of keys that mean nothing
    static ModelExample read(Path file, String name, String model, Problems problems) {
        var text = new Mention(name, text(file));
        YamlMap root = YamlMap.parse(name, 0, text.text(), problems).allow(KEYS);
        YamlMap given = root.section("given");
        Set<String> relations = new TreeSet<>(given.entries().keySet());
        relations.add(model);
        YamlMap types = root.section("types").allow(relations);
        Map<String, String> rows = new LinkedHashMap<>();
        for (String relation : given.entries().keySet()) {
            rows.put(relation, select(text, columns(types, relation), given.maps(relation)));
        }
        List<EngineColumn> columns = columns(types, model);
        return new ModelExample(text, rows, columns, select(text, columns, root.maps("expect")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param named what it says wrongly
    private static TerminalFailure refused(Mention file, String finding, String named) {
        return TerminalFailure.configuration(
                        file.file() + " " + finding,
                        "correct the example; pipelines/README.md describes its keys")
                .at(file.of(named, 0));
    }

    private static List<EngineColumn> columns(YamlMap types, String relation) {
        YamlMap columns = types.section(relation);
        return columns.entries().keySet().stream()
                .map(
                        name ->
                                new EngineColumn(
                                        name, columns.requireText(name).toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static String select(Mention file, List<EngineColumn> columns, List<YamlMap> rows) {
        if (rows.isEmpty()) {
            return row(file, columns, Map.of()) + " where false";
        }
        return rows.stream()
                .map(row -> row(file, columns, known(row, columns)))
                .collect(Collectors.joining(" union all "));
    }

    private static Map<String, Object> known(YamlMap row, List<EngineColumn> columns) {
        List<String> known = columns.stream().map(EngineColumn::name).toList();
        for (String column : row.entries().keySet()) {
            if (!known.contains(column)) {
                throw row.refused(
                        column,
                        "has a row with the column `%s`, which its `types` lack; %s"
                                .formatted(column, NearestName.hint(column, known)));
            }
        }
        return row.entries();
    }

    private static String row(Mention file, List<EngineColumn> columns, Map<String, Object> row) {
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
}
