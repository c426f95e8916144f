package dev.tidemark.pipeline;

import dev.tidemark.failure.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a model file: a YAML head in its first comment, then one `SELECT`.
final class ModelFile {

    private static final Pattern FORM =
            Pattern.compile("\\A\\s*/\\*(?<head>.*?)\\*/(?<sql>.*)\\z", Pattern.DOTALL);

    private static final Pattern REFERENCE = Pattern.compile("(?<model>\\w+)\\.(?<column>\\w+)");

    private ModelFile() {}

    /// Empty if something is wrong with it.
    ///
    /// @param problems hears of every mistake
    static Optional<Model> parse(
            String name, String place, String text, String definition, Problems problems) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw YamlMap.refused(
                    place + ":1", place, "does not begin with a head: a comment /* … */ in YAML");
        }
        YamlMap head =
                YamlMap.parse(
                                place,
                                lines(text.substring(0, form.start("head"))),
                                form.group("head"),
                                problems)
                        .allow(Set.of("kind", "grain", "key", "history", "checks"));
        var mistakes = new Problems();
        Optional<ModelKind> kind = mistakes.attempt(() -> kind(head));
        Optional<String> sql = mistakes.attempt(() -> sql(head, form.group("sql").strip()));
        Optional<List<String>> key = mistakes.attempt(() -> key(head));
        Optional<String> grain = mistakes.attempt(() -> grain(head, kind)).flatMap(said -> said);
        Optional<History> history = mistakes.attempt(() -> history(head));
        Optional<List<Check>> checks = mistakes.attempt(() -> checks(head));
        mistakes.found().forEach(problems::add);
        return mistakes.found().isEmpty()
                ? Optional.of(
                        new Model(
                                name,
                                place,
                                kind.orElseThrow(),
                                grain,
                                key.orElseThrow(),
                                history.orElseThrow(),
                                checks.orElseThrow(),
                                text,
                                body(sql.orElseThrow()),
                                definition))
                : Optional.empty();
    }

    private static String sql(YamlMap head, String sql) {
        if (sql.isEmpty()) {
            throw head.refused("key", "lacks a SELECT");
        }
        return sql;
    }

    private static List<String> key(YamlMap head) {
        List<String> key = head.texts("key");
        if (key.isEmpty()) {
            throw head.refused("key", "lacks a key");
        }
        return key;
    }

    private static Optional<String> grain(YamlMap head, Optional<ModelKind> kind) {
        Optional<String> grain = head.text("grain");
        if (grain.isEmpty() && kind.equals(Optional.of(ModelKind.FACT))) {
            throw head.refused("key", "lacks a grain");
        }
        return grain;
    }

    private static int lines(String before) {
        return (int) before.chars().filter(c -> c == '\n').count();
    }

    private static String body(String sql) {
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1).stripTrailing() : sql;
    }

    private static ModelKind kind(YamlMap head) {
        return switch (head.requireText("kind")) {
            case "fact" -> ModelKind.FACT;
            case "dimension" -> ModelKind.DIMENSION;
            default -> throw head.refused("kind", "wants `fact` or `dimension` under `kind`");
        };
    }

    private static History history(YamlMap head) {
        return switch (head.requireText("history")) {
            case "every_version" -> History.EVERY_VERSION;
            case "latest" -> History.LATEST;
            default ->
                    throw head.refused(
                            "history", "wants `every_version` or `latest` under `history`");
        };
    }

    private static List<Check> checks(YamlMap head) {
        List<Check> checks = new ArrayList<>();
        for (YamlMap check : head.maps("checks")) {
            check.allow(Set.of("not_null", "unique", "refers"));
            if (check.entries().containsKey("not_null")) {
                checks.add(new Check.NotNull(check.texts("not_null")));
            }
            if (check.entries().containsKey("unique")) {
                checks.add(new Check.Unique(check.texts("unique")));
            }
            check.map("refers").ifPresent(refers -> refers(refers, checks));
        }
        return checks;
    }

    private static void refers(YamlMap refers, List<Check> checks) {
        for (Map.Entry<String, Object> entry : refers.entries().entrySet()) {
            Matcher reference = REFERENCE.matcher(String.valueOf(entry.getValue()));
            if (!reference.matches()) {
                throw refers.refused(
                        entry.getKey(), "wants `model.column` under `" + entry.getKey() + "`");
            }
            checks.add(
                    new Check.Refers(
                            entry.getKey(), reference.group("model"), reference.group("column")));
        }
    }
}
