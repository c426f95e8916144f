package dev.tidemark.bench.function;

import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.environment.Environment;
import dev.tidemark.lambda.Function;
import dev.tidemark.lambda.FunctionPackage;
import dev.tidemark.lambda.FunctionSettings;
import dev.tidemark.lambda.Outcome;
import dev.tidemark.lambda.SecretStore;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Starts functions cold and waits for the answer to their first call.
final class ColdStart {

    private static final String PIPELINE = "totesys";

    private static final String SCHEDULED =
            """
            {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}""";

    private final Site site;
    private final FunctionSettings.Processors processors;

    ColdStart(Site site, FunctionSettings.Processors processors) {
        this.site = site;
        this.processors = processors;
    }

    /// One cold call of each stage on an empty warehouse, then one of each that finds nothing to do.
    List<StartTimes> measure() {
        Destination destination = site.destination();
        String source = site.sourceUrl();
        String warehouse = destination.warehouseUrl();
        try (var secrets = new SecretStore();
                var sourceQuery = new FirstQuery(port(source));
                var warehouseQuery = new FirstQuery(port(warehouse))) {
            secrets.put("source", through(sourceQuery, source));
            secrets.put("warehouse", through(warehouseQuery, warehouse));
            Map<String, FirstQuery> queries = Map.of("ingest", sourceQuery, "load", warehouseQuery);
            List<Call> first = calls(destination, secrets, queries);
            List<Call> idle = calls(destination, secrets, queries);
            return IntStream.range(0, FunctionPackage.STAGES.size())
                    .mapToObj(
                            i ->
                                    new StartTimes(
                                            FunctionPackage.STAGES.get(i),
                                            processors,
                                            idle.get(i),
                                            first.get(i)))
                    .toList();
        } finally {
            destination.drop();
        }
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    private static String through(FirstQuery query, String url) {
        return url.replace(":%d/".formatted(port(url)), ":%d/".formatted(query.port()));
    }

    private List<Call> calls(
            Destination destination, SecretStore secrets, Map<String, FirstQuery> queries) {
        return FunctionPackage.STAGES.stream()
                .map(
                        stage ->
                                call(
                                        stage,
                                        settings(stage, destination, secrets),
                                        Optional.ofNullable(queries.get(stage))))
                .toList();
    }

    private Call call(String stage, FunctionSettings settings, Optional<FirstQuery> query) {
        query.ifPresent(FirstQuery::forget);
        Path work = work();
        try (Function function =
                Function.start(FunctionPackage.of(site.project(), stage), settings, work)) {
            Outcome outcome = function.invoke(SCHEDULED);
            Duration took = Duration.between(function.startedAt(), Instant.now());
            if (!(outcome instanceof Outcome.Answered)) {
                throw new IllegalStateException(stage + " did not answer: " + outcome);
            }
            Optional<Duration> toQuery =
                    query.map(
                            seen ->
                                    Duration.between(
                                            function.startedAt(), seen.at().orElseThrow()));
            return new Call(took, toQuery, function.residentBytesMax());
        } finally {
            Folders.delete(work);
        }
    }

    private Path work() {
        try {
            return Files.createTempDirectory(site.folder(), "function");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FunctionSettings settings(String stage, Destination destination, SecretStore secrets) {
        Map<String, String> variables = new HashMap<>(destination.variables());
        variables
                .keySet()
                .removeAll(
                        List.of(
                                Environment.SOURCE_URL,
                                Environment.WAREHOUSE_URL,
                                Environment.PIPELINES));
        variables.put(Environment.PIPELINE, PIPELINE);
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());
        switch (stage) {
            case "ingest" -> variables.put(Environment.SOURCE_SECRET, "source");
            case "load" -> variables.put(Environment.WAREHOUSE_SECRET, "warehouse");
            default -> variables.put("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=25");
        }
        return new FunctionSettings("tidemark-bench-" + stage, variables).with(processors);
    }
}
