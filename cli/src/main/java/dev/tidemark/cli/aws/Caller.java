package dev.tidemark.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;

/// Who may call a function.
///
/// @param principal a service, or whoever else was let in
/// @param source ARN of the rule or bucket that calls; empty for any
/// @param account that the source has to belong to; empty for any
public record Caller(String principal, String source, String account) {

    public static Caller of(JsonNode statement) {
        JsonNode who = statement.path("Principal");
        return new Caller(
                who.path("Service").asText(who.isTextual() ? who.asText() : who.toString()),
                condition(statement, "AWS:SourceArn"),
                condition(statement, "AWS:SourceAccount"));
    }

    private static String condition(JsonNode statement, String key) {
        for (JsonNode operator : statement.path("Condition")) {
            for (var value : operator.properties()) {
                if (value.getKey().equalsIgnoreCase(key)) {
                    return value.getValue().asText();
                }
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return source.isEmpty() ? principal : "%s for %s".formatted(principal, source);
    }
}
