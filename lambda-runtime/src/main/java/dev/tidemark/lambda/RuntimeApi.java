package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// The HTTP interface over which a runtime asks for invocations and answers them, for one process.
/// See "Using the Lambda runtime API" in the guide of Lambda.
final class RuntimeApi implements AutoCloseable {

    private static final String VERSION = "/2018-06-01";
    private static final String INVOCATIONS = VERSION + "/runtime/invocation/";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Outcome.Failed> initialisationFailed =
            new CompletableFuture<>();

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Hands an invocation over as soon as the runtime asks for one.
    void hand(Invocation invocation) {
        next.add(invocation);
    }

    /// Completes when the runtime says that the handler cannot be made.
    CompletableFuture<Outcome.Failed> initialisationFailed() {
        return initialisationFailed;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATIONS + "next")) {
                give(exchange);
            } else if (path.equals(VERSION + "/runtime/init/error")) {
                initialisationFailed.complete(failure(exchange));
                accept(exchange);
            } else if (path.startsWith(INVOCATIONS)) {
                take(exchange, path.substring(INVOCATIONS.length()).split("/", 2));
            } else {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = next.take();
        running.put(invocation.id(), invocation);
        describe(invocation, exchange.getResponseHeaders());
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(OK, event.length);
        exchange.getResponseBody().write(event);
    }

    /// With the optional headers too: AWS's native client reads those that are missing at an address of its own.
    private void describe(Invocation invocation, Headers headers) {
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(invocation.timeout()).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
        headers.set("Lambda-Runtime-Client-Context", "{}");
        headers.set("Lambda-Runtime-Cognito-Identity", "{}");
        headers.set("Lambda-Runtime-Aws-Tenant-Id", "none");
    }

    private void take(HttpExchange exchange, String[] idAndKind) throws IOException {
        Invocation invocation = running.remove(idAndKind[0]);
        if (invocation == null) {
            exchange.sendResponseHeaders(BAD_REQUEST, -1);
            return;
        }
        invocation
                .outcome()
                .complete(
                        idAndKind[1].equals("response")
                                ? new Outcome.Answered(text(exchange))
                                : failure(exchange));
        accept(exchange);
    }

    private static Outcome.Failed failure(HttpExchange exchange) throws IOException {
        JsonNode error = MAPPER.readTree(text(exchange));
        return new Outcome.Failed(
                error.path("errorType").asText(), error.path("errorMessage").asText());
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void accept(HttpExchange exchange) throws IOException {
        byte[] answer = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(ACCEPTED, answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
