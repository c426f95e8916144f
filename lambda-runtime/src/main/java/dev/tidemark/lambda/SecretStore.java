package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// As much of Secrets Manager as a function talks to: `GetSecretValue`.
public final class SecretStore implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public SecretStore() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// Keeps a login in the form in which RDS does.
    ///
    /// @param url `postgresql://user:password@host:port/database`
    public void put(String id, String url) {
        var at = URI.create(url);
        String[] login = at.getUserInfo().split(":", 2);
        var secret = MAPPER.createObjectNode();
        secret.put("engine", "postgres").put("host", at.getHost()).put("port", at.getPort());
        secret.put("dbname", at.getPath().substring(1));
        secret.put("username", login[0]).put("password", login[1]);
        secrets.put(id, secret.toString());
    }

    public void remove(String id) {
        secrets.remove(id);
    }

    /// The ids that were asked for, in this order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = MAPPER.readTree(exchange.getRequestBody());
            String id = request.path("SecretId").asText();
            asked.add(id);
            String secret = secrets.get(id);
            var answer = MAPPER.createObjectNode();
            if (secret == null) {
                answer.put("__type", "ResourceNotFoundException").put("Message", "no such secret");
            } else {
                answer.put("ARN", id).put("SecretString", secret);
            }
            byte[] bytes = MAPPER.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(secret == null ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
