package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/// The beginning of each document. Names are words joined by `_`, a unit ends the name, an instant
/// is text in UTC (ISO 8601), and what is not known is left out.
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }
}
