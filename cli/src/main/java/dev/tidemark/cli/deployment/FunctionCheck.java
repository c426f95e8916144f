package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Looks whether the functions are there, ready, and started as the packages want.
record FunctionCheck(Look look) {

    private static final Set<String> RUNTIMES = Set.of("java21", "java25");

    /// The settings of those that are there.
    Map<Stage, JsonNode> found() {
        Map<Stage, JsonNode> found = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            look.require(place(stage), Question.function(look.names().function(stage)))
                    .ifPresent(function -> found.put(stage, function));
        }
        found.forEach(this::inspect);
        found.keySet().forEach(new CallerCheck(look)::inspect);
        requireOneProcessor(found);
        return found;
    }

    /// Where no function is there, nothing is: somebody looks in the wrong place.
    boolean isElsewhere(Map<Stage, JsonNode> found) {
        return found.isEmpty() && look.foundNothing();
    }

    Finding nowhere() {
        return Finding.of(
                Area.FUNCTIONS,
                "0 functions of " + look.names().base(),
                List.of(
                        TerminalFailure.world(
                                        "is not there: none of its functions is in %s"
                                                .formatted(look.names().region().id()),
                                        "name another --environment or --region, or deploy it:  "
                                                + Look.APPLY)
                                .at("deployment " + look.names().base())));
    }

    Finding finding(Map<Stage, JsonNode> found) {
        String kinds =
                found.values().stream()
                        .map(of -> of.path("Runtime").asText() + " on " + processor(of))
                        .distinct()
                        .collect(Collectors.joining(", "));
        String said =
                Text.count(found.size(), "function", "functions") + " of " + look.names().base();
        return Finding.of(
                Area.FUNCTIONS,
                kinds.isEmpty() ? said : said + ", " + kinds,
                look.problems().found());
    }

    private String place(Stage stage) {
        return "function " + look.names().function(stage);
    }

    private void inspect(Stage stage, JsonNode function) {
        requireActive(stage, function);
        requireUpdated(stage, function);
        requireSame(stage, "handler", function.path("Handler").asText(), Names.handler(stage));
        requireSame(stage, "role", function.path("Role").asText(), look.names().roleArn(stage));
        String runtime = function.path("Runtime").asText();
        if (!RUNTIMES.contains(runtime)) {
            look.add(
                    place(stage),
                    "has the runtime `%s`; the packages want %s"
                            .formatted(runtime, String.join(" or ", new TreeSet<>(RUNTIMES))),
                    Look.APPLY);
        }
        requirePackage(stage, function);
        variables(stage, function.path("Environment").path("Variables"));
    }

    private void requireActive(Stage stage, JsonNode function) {
        String state = function.path("State").asText("Active");
        if (!state.equals("Active")) {
            look.add(
                    place(stage),
                    "is not ready: " + reason(state, function, "StateReason"),
                    "wait a minute and check again; if it stays:  " + Look.APPLY);
        }
    }

    private void requireUpdated(Stage stage, JsonNode function) {
        String update = function.path("LastUpdateStatus").asText("Successful");
        if (!update.equals("Successful")) {
            look.add(
                    place(stage),
                    "runs what it ran before its last update: "
                            + reason(update, function, "LastUpdateStatusReason"),
                    "wait a minute and check again; if it stays:  " + Look.APPLY);
        }
    }

    private static String reason(String state, JsonNode function, String field) {
        String reason = function.path(field).asText("");
        return reason.isEmpty() ? state : "%s (%s)".formatted(state, reason);
    }

    private void requireSame(Stage stage, String what, String found, String wanted) {
        if (!found.equals(wanted)) {
            look.add(
                    place(stage),
                    "has the %s `%s` instead of `%s`".formatted(what, found, wanted),
                    Look.APPLY);
        }
    }

    /// Terraform writes into the description which package it deployed. It does not see that another was put in its place.
    private void requirePackage(Stage stage, JsonNode function) {
        String running = function.path("CodeSha256").asText();
        if (!function.path("Description").asText().endsWith("; package " + running)) {
            look.add(
                    place(stage),
                    "runs the package %s, which Terraform did not deploy".formatted(running),
                    "put the right one back:  "
                            + look.command(
                                    "lambda update-function-code --function-name %s --zip-file fileb://%s-lambda/target/%s-lambda-%s.zip"
                                            .formatted(
                                                    look.names().function(stage),
                                                    stage,
                                                    stage,
                                                    processor(function))));
        }
    }

    /// A package carries the libraries of one processor, and Terraform gives all three the same.
    private void requireOneProcessor(Map<Stage, JsonNode> found) {
        Optional<String> first = found.values().stream().map(FunctionCheck::processor).findFirst();
        found.forEach(
                (stage, function) -> {
                    if (!processor(function).equals(first.orElseThrow())) {
                        look.add(
                                place(stage),
                                "runs on %s, and others on %s: a package fits one processor only"
                                        .formatted(processor(function), first.orElseThrow()),
                                Look.APPLY);
                    }
                });
    }

    private static String processor(JsonNode function) {
        return function.path("Architectures").path(0).asText("x86_64");
    }

    /// What it was told. Values that are found are not shown: somebody may have put a password there.
    private void variables(Stage stage, JsonNode told) {
        wanted(stage)
                .forEach(
                        (variable, wanted) -> {
                            String value = told.path(variable).asText("");
                            if (!names(value, wanted)) {
                                look.add(
                                        place(stage),
                                        "%s %s; it should name %s"
                                                .formatted(
                                                        variable,
                                                        value.isEmpty()
                                                                ? "is not set"
                                                                : "has another value",
                                                        wanted),
                                        Look.APPLY);
                            }
                        });
    }

    /// AWS ends the ARN of a secret with six characters of its own.
    private static boolean names(String value, String wanted) {
        return value.equals(wanted)
                || (wanted.contains(":secret:") && value.startsWith(wanted + "-"));
    }

    private Map<String, String> wanted(Stage stage) {
        Names names = look.names();
        Map<String, String> ingestion =
                Map.of(Environment.INGESTION_BUCKET, names.bucket("ingestion"));
        Map<String, String> processed =
                Map.of(Environment.PROCESSED_BUCKET, names.bucket("processed"));
        Map<String, String> wanted = new TreeMap<>();
        wanted.put(Environment.PIPELINE, names.of().pipeline());
        switch (stage) {
            case INGEST -> {
                wanted.putAll(ingestion);
                wanted.put(Environment.SOURCE_SECRET, names.secretArn("source"));
            }
            case PROCESS -> {
                wanted.putAll(ingestion);
                wanted.putAll(processed);
            }
            case LOAD -> {
                wanted.putAll(processed);
                wanted.put(Environment.WAREHOUSE_SECRET, names.secretArn("warehouse"));
            }
        }
        return wanted;
    }
}
