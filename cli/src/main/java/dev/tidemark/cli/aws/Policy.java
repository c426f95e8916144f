package dev.tidemark.cli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A policy of AWS, of a role or of a function.
public record Policy(List<JsonNode> statements) {

    private static final JsonMapper JSON = new JsonMapper();

    public Policy {
        statements = List.copyOf(statements);
    }

    /// @param document JSON, or JSON in the encoding of URLs, as IAM answers it
    public static Policy parse(String document) {
        JsonNode policy = read(document);
        return new Policy(list(policy.path("Statement")));
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(
                    document.startsWith("%")
                            ? URLDecoder.decode(document, StandardCharsets.UTF_8)
                            : document);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /// Those of its statements that speak of everybody.
    public Policy ofEverybody() {
        return new Policy(
                statements.stream()
                        .filter(
                                statement ->
                                        statement.path("Principal").asText().equals("*")
                                                || statement
                                                        .path("Principal")
                                                        .path("AWS")
                                                        .asText()
                                                        .equals("*"))
                        .toList());
    }

    /// Each right by itself, however the statements bundle them.
    public Set<Grant> grants() {
        Set<Grant> grants = new LinkedHashSet<>();
        for (JsonNode statement : statements) {
            for (String action : each(statement, "Action")) {
                for (String resource : each(statement, "Resource")) {
                    grants.add(
                            new Grant(
                                    statement.path("Effect").asText().equals("Allow"),
                                    action,
                                    resource,
                                    statement.path("Condition").toString()));
                }
            }
        }
        return grants;
    }

    /// The values of a field, which may be one or a list; those of its opposite say so.
    private static List<String> each(JsonNode statement, String field) {
        List<String> values = new ArrayList<>();
        list(statement.path(field)).forEach(value -> values.add(value.asText()));
        list(statement.path("Not" + field))
                .forEach(value -> values.add("everything but " + value.asText()));
        return values;
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(list::add);
        } else if (!node.isMissingNode()) {
            list.add(node);
        }
        return list;
    }
}
