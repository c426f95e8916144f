package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Caller;
import dev.tidemark.cli.aws.Policy;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.run.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Looks who may call a function: the rule, and of process and load the bucket before it; nobody else.
record CallerCheck(Look look) {

    void inspect(Stage stage) {
        String function = look.names().function(stage);
        look.problems()
                .attempt(() -> look.aws().find(Question.callersOf(function)))
                .map(answer -> answer.map(found -> callers(found.path("Policy").asText())))
                .ifPresent(found -> compare(stage, found.orElse(Map.of())));
    }

    private void compare(Stage stage, Map<Caller, String> found) {
        String function = look.names().function(stage);
        Set<Caller> wanted = wanted(stage);
        wanted.stream()
                .filter(caller -> !found.containsKey(caller))
                .forEach(
                        caller ->
                                look.add(
                                        "function " + function,
                                        "may not be called by " + caller,
                                        Look.APPLY));
        found.forEach(
                (caller, statement) -> {
                    if (!wanted.contains(caller)) {
                        look.add(
                                "function " + function,
                                "may be called by %s, whom Terraform does not let in"
                                        .formatted(caller),
                                look.command(
                                        "lambda remove-permission --function-name %s --statement-id %s"
                                                .formatted(function, statement)));
                    }
                });
    }

    private Set<Caller> wanted(Stage stage) {
        Names names = look.names();
        var clock = new Caller("events.amazonaws.com", names.ruleArn(), "");
        return switch (stage) {
            case INGEST -> Set.of(clock);
            case PROCESS -> Set.of(clock, bucket("ingestion"));
            case LOAD -> Set.of(clock, bucket("processed"));
        };
    }

    private Caller bucket(String zone) {
        Names names = look.names();
        return new Caller("s3.amazonaws.com", names.bucketArn(zone), names.account().account());
    }

    /// Each with the id of its statement.
    private static Map<Caller, String> callers(String policy) {
        Map<Caller, String> callers = new HashMap<>();
        for (JsonNode statement : Policy.parse(policy).statements()) {
            if (statement.path("Effect").asText().equals("Allow")) {
                callers.put(Caller.of(statement), statement.path("Sid").asText());
            }
        }
        return callers;
    }
}
