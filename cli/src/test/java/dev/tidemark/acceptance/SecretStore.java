package dev.tidemark.acceptance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands in for Secrets Manager: answers `GetSecretValue` of the secrets that it was given.
final class SecretStore implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    SecretStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String id, String text) {
        secrets.put(id, text);
    }

    /// The secrets that were asked for, each as often as it was.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = JSON.readTree(exchange.getRequestBody()).path("SecretId").asText();
        asked.add(id);
        String text = secrets.get(id);
        var answer =
                text == null
                        ? Map.of("__type", "ResourceNotFoundException", "Message", "no such secret")
                        : Map.of("Name", id, "SecretString", text);
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(text == null ? 400 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
