package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fields that a page of the docs promises, and those that a document has.
final class Documented {

    private static final Path PAGES = Path.of("../docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| (`[^|]+`) \\| ([a-z ]+) \\| .+ \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private Documented() {}

    /// The type of each field, by its path, such as `runs[].ingest.rows`.
    static Map<String, String> fields(String page, String heading) {
        Map<String, String> fields = new TreeMap<>();
        Matcher row = ROW.matcher(section(page, heading));
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                fields.put(name.group(1), row.group(2));
            }
        }
        return fields;
    }

    private static String section(String file, String heading) {
        String page = page(file);
        int start = page.indexOf("\n## " + heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    static String page(String file) {
        try {
            return Files.readString(PAGES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The type of each field that a document has. Columns of rows go by the name `*`.
    static Map<String, String> fieldsOf(JsonNode document) {
        Map<String, String> fields = new TreeMap<>();
        collect("", document, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            boolean row = path.equals("data[]") || path.equals("deleted_keys[]");
            node.properties()
                    .forEach(
                            field -> {
                                String name = row ? "*" : field.getKey();
                                String below = path.isEmpty() ? name : path + "." + name;
                                collect(below, field.getValue(), fields);
                            });
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, fields));
        } else {
            fields.put(path, path.endsWith("[].*") ? rowType(node) : type(node));
        }
    }

    private static String rowType(JsonNode node) {
        return node.isTextual() || node.isNull() ? "text or null" : type(node);
    }

    private static String type(JsonNode node) {
        if (node.isTextual()) {
            return isInstant(node.textValue()) ? "instant" : "text";
        }
        return node.isIntegralNumber()
                ? "integer"
                : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
