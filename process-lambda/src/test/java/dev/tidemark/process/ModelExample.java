package dev.tidemark.process;

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

/// The example beside a model: rows given to it, rows expected of it.
///
/// @param given per relation, a SELECT of its rows
/// @param columns of the model's result, in order
/// @param expected a SELECT of the model's rows
record ModelExample(Map<String, String> given, List<EngineColumn> columns, String expected) {

    static ModelExample read(Path file, String model) {
        Map<?, ?> root = map(yaml(file));
        Map<?, ?> types = map(root.get("types"));
        Map<String, String> given = new LinkedHashMap<>();
        map(root.get("given"))
                .forEach(
                        (relation, rows) ->
                                given.put(
                                        (String) relation,
                                        select(columns(types.get(relation)), list(rows))));
        List<EngineColumn> columns = columns(types.get(model));
        return new ModelExample(given, columns, select(columns, list(root.get("expect"))));
    }

    private static Object yaml(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static String select(List<EngineColumn> columns, List<?> rows) {
        if (rows.isEmpty()) {
            return row(columns, Map.of()) + " where false";
        }
        return rows.stream()
                .map(row -> row(columns, map(row)))
                .collect(Collectors.joining(" union all "));
    }

    private static String row(List<EngineColumn> columns, Map<?, ?> row) {
        if (!columns.stream().map(EngineColumn::name).toList().containsAll(row.keySet())) {
            throw new IllegalArgumentException("a column without a type among " + row.keySet());
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
