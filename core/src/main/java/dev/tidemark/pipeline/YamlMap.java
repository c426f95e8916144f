package dev.tidemark.pipeline;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// A YAML mapping while it is read: names the file and the key in whatever it refuses.
///
/// @param place the file and the keys above, for messages
/// @param problems hears of what is wrong and does not keep the rest from being read
public record YamlMap(
        String place, Map<String, Object> entries, YamlLines lines, Problems problems) {

    /// @param linesBefore lines of the file before the YAML begins
    public static YamlMap parse(String file, int linesBefore, String text, Problems problems) {
        try {
            Object root =
                    new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
            YamlLines lines = YamlLines.of(file, linesBefore, text);
            return of(file, root == null ? Map.of() : root, lines, problems);
        } catch (YamlEngineException e) {
            throw refused(
                    line(file, linesBefore, e),
                    file,
                    "is no valid YAML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " "));
        }
    }

    private static String line(String file, int linesBefore, YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> file + ":" + (linesBefore + mark.getLine() + 1))
                        .orElse(file)
                : file;
    }

    private static YamlMap of(String place, Object value, YamlLines lines, Problems problems) {
        if (!(value instanceof Map<?, ?> map)) {
            throw refused(lines.place(), place, "is no mapping of keys to values");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        return new YamlMap(place, entries, lines, problems);
    }

    /// Reports each key that is not known. From then on a misspelt one is taken for the one that was
    /// meant: that what it says is missing would be one mistake more that nobody made.
    public YamlMap allow(Set<String> known) {
        Map<String, Object> meant = new LinkedHashMap<>(entries);
        Map<String, String> written = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!known.contains(key)) {
                problems.add(
                        refused(
                                key,
                                "has the unknown key `%s`; %s"
                                        .formatted(key, NearestName.hint(key, known))));
                NearestName.of(key, known)
                        .filter(name -> !meant.containsKey(name))
                        .ifPresent(
                                name -> {
                                    meant.put(name, entry.getValue());
                                    written.put(name, key);
                                });
            }
        }
        return new YamlMap(place, meant, lines.taking(written), problems);
    }

    /// What stands under a key; nothing if the key is not there.
    public YamlMap section(String key) {
        return map(key).orElseGet(() -> new YamlMap(place + ", " + key, Map.of(), lines, problems));
    }

    Optional<YamlMap> map(String key) {
        return value(key).map(value -> of(place + ", " + key, value, lines.under(key), problems));
    }

    /// The mappings in the list under a key.
    public List<YamlMap> maps(String key) {
        List<Object> list = list(key);
        YamlLines under = lines.under(key);
        List<YamlMap> maps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            maps.add(of(place + ", " + key, list.get(i), under.element(i), problems));
        }
        return maps;
    }

    /// `file:line` of each name in the list under a key.
    ///
    /// @param prefix put before each name
    Map<String, String> places(String key, String prefix) {
        List<String> names = texts(key);
        YamlLines under = lines.under(key);
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(prefix + names.get(i), under.element(i).place());
        }
        return places;
    }

    Optional<String> text(String key) {
        return value(key)
                .map(
                        value -> {
                            if (value instanceof Map || value instanceof List) {
                                throw refused(key, "wants a text under `" + key + "`");
                            }
                            return value.toString().strip();
                        });
    }

    public String requireText(String key) {
        return text(key).orElseThrow(() -> refused(key, "lacks the key `" + key + "`"));
    }

    Optional<Double> number(String key) {
        return value(key)
                .map(
                        value -> {
                            if (!(value instanceof Number number)) {
                                throw refused(key, "wants a number under `" + key + "`");
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
                                throw refused(key, "wants a list of names under `" + key + "`");
                            }
                            return value.toString();
                        })
                .toList();
    }

    private Optional<Object> value(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// Refuses what stands under a key, or the lack of it.
    public TerminalFailure refused(String key, String finding) {
        return refused(lines.place(key), place, finding);
    }

    static TerminalFailure refused(String line, String place, String finding) {
        return TerminalFailure.configuration(
                        place + " " + finding,
                        "correct the file; pipelines/README.md describes its keys")
                .at(line);
    }
}
