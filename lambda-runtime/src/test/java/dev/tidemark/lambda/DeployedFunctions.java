package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The functions of a deployment, each started from its configuration when it is first called, and called by whom AWS would
/// let call it: the schedule, and S3 as the emulator notes it down.
final class DeployedFunctions implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode deployed;
    private final Path work;
    private final Map<String, Function> warm = new HashMap<>();
    private int starts;
    private int ticks;
    private int notifications;

    /// @param work a folder that is not there yet
    DeployedFunctions(JsonNode deployed, Path work) {
        this.deployed = deployed;
        this.work = work;
    }

    /// The schedule calls everybody whom it names.
    void tick() {
        tickOf("");
    }

    /// The schedule's call of one stage arrives, those of the others are late.
    void tickOf(String stage) {
        for (JsonNode name : deployed.path("tick")) {
            if (name.asText().endsWith(stage)) {
                ticks++;
                call(name.asText(), Events.SCHEDULED);
                deliver();
            }
        }
    }

    /// What S3 told whom since the last time, and what follows from that.
    private void deliver() {
        for (List<String> told = told(); notifications < told.size(); told = told()) {
            JsonNode notification = parse(told.get(notifications++));
            String arn = notification.path("function").asText();
            call(arn.substring(arn.lastIndexOf(':') + 1), notification.path("event").toString());
        }
    }

    private List<String> told() {
        try {
            return Files.readAllLines(Path.of(deployed.path("events").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void call(String name, String event) {
        Function function = named(name);
        Outcome outcome = function.invoke(event);
        if (!(outcome instanceof Outcome.Answered)) {
            throw new IllegalStateException(
                    "%s: %s\n%s".formatted(name, outcome, String.join("\n", function.log())));
        }
    }

    /// The warm environment of a function; a cold one is started where there is none.
    Function named(String name) {
        return warm.computeIfAbsent(name, this::cold);
    }

    private Function cold(String name) {
        JsonNode configuration = deployed.path("functions").path(name);
        if (configuration.isMissingNode()) {
            throw new IllegalStateException("somebody calls " + name + ", which is not deployed");
        }
        var zip =
                new FunctionPackage(
                        configuration.path("stage").asText(),
                        Path.of(configuration.path("zip").asText()),
                        configuration.path("handler").asText());
        return Function.start(
                zip, settings(name, configuration), work.resolve(name + "-" + ++starts));
    }

    private static FunctionSettings settings(String name, JsonNode configuration) {
        Map<String, String> variables = new HashMap<>();
        configuration
                .path("variables")
                .properties()
                .forEach(
                        variable -> variables.put(variable.getKey(), variable.getValue().asText()));
        return new FunctionSettings(
                name,
                configuration.path("memory").asInt(),
                FunctionSettings.Processors.ALL,
                Duration.ofSeconds(configuration.path("timeout").asInt()),
                variables);
    }

    /// Nobody calls for ten minutes, and Lambda throws all environments away, with what lies in `/tmp`.
    void turnCold() {
        close();
        warm.clear();
    }

    int ticks() {
        return ticks;
    }

    int notifications() {
        return notifications;
    }

    @Override
    public void close() {
        warm.values().forEach(Function::close);
    }
}
