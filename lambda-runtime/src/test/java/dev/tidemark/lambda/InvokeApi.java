package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of Lambda's API as calls a function and waits: `Invoke`, with the end of the log.
final class InvokeApi implements AutoCloseable {

    private static final Pattern INVOKE =
            Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int LOG_BYTES_MAX = 4096;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DeployedFunctions functions;
    private final BinaryOperator<String> shown;
    private final HttpServer server;

    /// @param shown what becomes of each line of a function's log before it is shown, by the function's name and the line
    InvokeApi(DeployedFunctions functions, BinaryOperator<String> shown) {
        this.functions = functions;
        this.shown = shown;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher invoke = INVOKE.matcher(exchange.getRequestURI().getPath());
            if (invoke.matches()) {
                String event =
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                invoke(exchange, invoke.group(1), event);
            } else {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        }
    }

    private void invoke(HttpExchange exchange, String name, String event) throws IOException {
        Function function = functions.named(name);
        int linesBefore = function.log().size();
        String answer =
                switch (function.invoke(event)) {
                    case Outcome.Answered(var json) -> json;
                    case Outcome.Failed(var type, var message) -> failed(exchange, type, message);
                    case Outcome.Ended(var code, var unused) ->
                            failed(exchange, "Runtime.ExitError", "exit status " + code);
                    case Outcome.TimedOut() ->
                            failed(exchange, "Sandbox.Timedout", "Task timed out");
                };
        List<String> log = function.log();
        exchange.getResponseHeaders()
                .set("X-Amz-Log-Result", end(name, log.subList(linesBefore, log.size())));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String failed(HttpExchange exchange, String type, String message) {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        return MAPPER.createObjectNode()
                .put("errorMessage", message)
                .put("errorType", type)
                .toString();
    }

    private String end(String name, List<String> lines) {
        byte[] log =
                lines.stream()
                        .map(line -> shown.apply(name, line))
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, log.length - LOG_BYTES_MAX);
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(log, from, log.length));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
