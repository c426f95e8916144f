package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// A YAML mapping while it is read: names the file and the key in whatever it refuses.
record YamlMap(String place, Map<String, Object> entries) {

    static YamlMap parse(String place, String text) {
        try {
            Object root =
                    new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(text);
            return of(place, root == null ? Map.of() : root);
        } catch (YamlEngineException e) {
            throw refused(
                    place,
                    "is no valid YAML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " "));
        }
    }

    static YamlMap of(String place, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw refused(place, "is no mapping of keys to values");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        return new YamlMap(place, entries);
    }

    YamlMap allow(Set<String> known) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                throw refused(
                        place,
                        "has the unknown key `%s`; %s"
                                .formatted(key, NearestName.hint(key, known)));
            }
        }
        return this;
    }

    Optional<YamlMap> map(String key) {
        return value(key).map(value -> of(place + ", " + key, value));
    }

    Optional<String> text(String key) {
        return value(key)
                .map(
                        value -> {
                            if (value instanceof Map || value instanceof List) {
                                throw refused(place, "wants a text under `" + key + "`");
                            }
                            return value.toString().strip();
                        });
    }

    String requireText(String key) {
        return text(key).orElseThrow(() -> refused(place, "lacks the key `" + key + "`"));
    }

    Optional<Double> number(String key) {
        return value(key)
                .map(
                        value -> {
                            if (!(value instanceof Number number)) {
                                throw refused(place, "wants a number under `" + key + "`");
                            }
                            return number.doubleValue();
                        });
    }

    /// A list, where a single value stands for a list of one.
    List<Object> list(String key) {
        return value(key)
                .map(
                        value ->
                                value instanceof List<?> list
                                        ? new ArrayList<Object>(list)
                                        : List.of(value))
                .orElse(List.of());
    }

    List<String> texts(String key) {
        return list(key).stream()
                .map(
                        value -> {
                            if (value instanceof Map || value instanceof List || value == null) {
                                throw refused(place, "wants a list of names under `" + key + "`");
                            }
                            return value.toString();
                        })
                .toList();
    }

    private Optional<Object> value(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    static TerminalFailure refused(String place, String finding) {
        return TerminalFailure.configuration(
                place + " " + finding, "correct the file; pipelines/README.md describes its keys");
    }
}
