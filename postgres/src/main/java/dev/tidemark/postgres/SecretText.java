package dev.tidemark.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The JSON form that RDS gives a database secret: `host`, `port`, `dbname`, `username`,
/// `password`, `engine`. A secret that RDS keeps for an instance holds user and password alone: then the address is named
/// beside it.
final class SecretText {

    private static final int DEFAULT_PORT = 5432;

    private SecretText() {}

    /// @param address where the database is; what the secret says of that is not looked at then
    static DatabaseUrl parse(String id, Optional<DatabaseUrl> address, String text) {
        JsonNode secret = tree(id, text);
        return address.map(url -> at(url, id, secret)).orElseGet(() -> whole(id, secret));
    }

    private static DatabaseUrl at(DatabaseUrl address, String id, JsonNode secret) {
        return new DatabaseUrl(
                address.host(),
                address.port(),
                address.database(),
                field(id, secret, "username"),
                Optional.of(field(id, secret, "password")),
                address.options(),
                "%s and the secret `%s`".formatted(address.origin(), id));
    }

    private static DatabaseUrl whole(String id, JsonNode secret) {
        String engine = secret.path("engine").asText("postgres");
        if (!engine.contains("postgres")) {
            throw refused(id, "belongs to the engine `%s`, not to Postgres".formatted(engine));
        }
        return new DatabaseUrl(
                field(id, secret, "host"),
                secret.path("port").asInt(DEFAULT_PORT),
                field(id, secret, "dbname"),
                field(id, secret, "username"),
                Optional.of(field(id, secret, "password")),
                Map.of(),
                "the secret `%s`".formatted(id));
    }

    private static JsonNode tree(String id, String text) {
        try {
            JsonNode node = JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // The exception quotes the secret: it is not kept as a cause.
        }
        throw refused(id, "is no JSON object");
    }

    private static String field(String id, JsonNode secret, String name) {
        String value = secret.path(name).asText("");
        if (value.isEmpty()) {
            throw refused(id, "has no `%s`".formatted(name));
        }
        return value;
    }

    private static TerminalFailure refused(String id, String finding) {
        return TerminalFailure.configuration(
                "the secret `%s` %s".formatted(id, finding),
                "write it as RDS does: {\"engine\": \"postgres\", \"host\": …, \"port\": 5432,"
                        + " \"dbname\": …, \"username\": …, \"password\": …}");
    }
}
