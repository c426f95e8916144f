package dev.tidemark.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.json.JsonTree;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An object of a query log while it is read: knows its place, and refuses what is missing or of
/// another kind by naming it.
record JsonFields(String place, JsonNode node) {

    /// A query log of ten thousand tables stays far below.
    private static final int CONTENT_BYTES_MAX = 64 << 20;

    static JsonFields parse(byte[] content, String place) {
        if (content.length > CONTENT_BYTES_MAX) {
            throw refused(place, "is larger than any query log", null);
        }
        try {
            JsonNode node = JsonTree.read(content);
            if (!node.isObject()) {
                throw refused(place, "is no JSON object", null);
            }
            return new JsonFields(place, node);
        } catch (IOException e) {
            throw refused(place, "is no JSON, or only a part of it", e);
        }
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode array = JsonTree.array();
        values.forEach(array::add);
        return array;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(name);
        }
        return Optional.of(value.textValue());
    }

    long number(String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name);
        }
        return value.longValue();
    }

    boolean truth(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw wrong(name);
        }
        return value.booleanValue();
    }

    Instant instant(String name) {
        return value(name, Instant::parse);
    }

    /// A text turned into a value; a value that refuses the text is a field that is wrong.
    <T> T value(String name, Function<String, T> make) {
        String text = text(name);
        try {
            return make.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(place, "has a wrong `" + name + "`", e);
        }
    }

    List<String> texts(String name) {
        return array(
                name,
                element -> {
                    if (!element.node.isTextual()) {
                        throw wrong(name);
                    }
                    return element.node.textValue();
                });
    }

    List<Long> numbers(String name) {
        return array(
                name,
                element -> {
                    if (!element.node.isIntegralNumber()) {
                        throw wrong(name);
                    }
                    return element.node.longValue();
                });
    }

    <T> List<T> array(String name, Function<JsonFields, T> make) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw wrong(name);
        }
        List<T> result = new ArrayList<>();
        for (JsonNode element : value) {
            result.add(
                    make(
                            new JsonFields(place + " " + name + "[" + result.size() + "]", element),
                            make));
        }
        return result;
    }

    JsonFields fields(String name) {
        return optionalFields(name).orElseThrow(() -> wrong(name));
    }

    Optional<JsonFields> optionalFields(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(name);
        }
        return Optional.of(new JsonFields(place + " " + name, value));
    }

    private static <T> T make(JsonFields element, Function<JsonFields, T> make) {
        try {
            return make.apply(element);
        } catch (IllegalArgumentException e) {
            throw refused(element.place, "contradicts itself", e);
        }
    }

    private TerminalFailure wrong(String name) {
        return refused(place, "lacks `" + name + "`, or it is of another kind", null);
    }

    static TerminalFailure refused(String place, String finding, @Nullable Exception cause) {
        String what =
                "the query log of %s %s. Nothing is read from it and no run is skipped."
                        .formatted(place, finding);
        String fix = "restore the object from the bucket's history";
        return cause == null
                ? TerminalFailure.world(what, fix)
                : TerminalFailure.world(what, fix, cause);
    }
}
