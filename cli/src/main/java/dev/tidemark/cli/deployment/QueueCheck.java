package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Grant;
import dev.tidemark.cli.aws.Policy;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import dev.tidemark.run.Stage;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks whether what fails for good is kept: in a queue that takes it, from all who shall report there.
record QueueCheck(Look look) {

    /// @param functions those that are there
    Finding finding(Set<Stage> functions) {
        Optional<JsonNode> attributes =
                look.require(place(), Question.queue(look.names().failures()))
                        .map(answer -> Question.attributesOf(answer.path("QueueUrl").asText()))
                        .flatMap(question -> look.require(place(), question))
                        .map(answer -> answer.path("Attributes"));
        attributes.ifPresent(
                found -> compare(Policy.parse(found.path("Policy").asText("")).grants()));
        functions.stream().filter(QueueCheck::reports).forEach(this::requireReport);
        int waiting =
                attributes
                        .map(found -> found.path("ApproximateNumberOfMessages").asInt())
                        .orElse(0);
        return Finding.of(
                Area.FAILURES,
                "%s, %s in it"
                        .formatted(look.names().failures(), Text.count(waiting, "call", "calls")),
                look.problems().found());
    }

    private String place() {
        return "queue " + look.names().failures();
    }

    private void compare(Set<Grant> found) {
        String ofTheRule =
                "{\"ArnEquals\":{\"aws:SourceArn\":\"%s\"}}".formatted(look.names().ruleArn());
        var rule = new Grant(true, "sqs:SendMessage", look.names().queueArn(), ofTheRule);
        if (!found.contains(rule)) {
            look.add(
                    place(),
                    "does not take what %s cannot hand over".formatted(look.names().rule()),
                    Look.APPLY);
        }
        Set<Grant> others = new LinkedHashSet<>(found);
        others.removeIf(grant -> !grant.allowed() || grant.equals(rule));
        if (!others.isEmpty()) {
            look.add(
                    place(),
                    "lets in others than Terraform does: "
                            + others.stream()
                                    .map(Grant::toString)
                                    .collect(Collectors.joining("; ")),
                    Look.APPLY);
        }
    }

    /// A tick that ingest failed at is replaced by the next; a notification is not.
    private static boolean reports(Stage stage) {
        return stage != Stage.INGEST;
    }

    private void requireReport(Stage stage) {
        String function = look.names().function(stage);
        look.problems()
                .attempt(() -> look.aws().find(Question.failuresOf(function)))
                .map(answer -> answer.map(QueueCheck::destination).orElse(""))
                .filter(destination -> !destination.equals(look.names().queueArn()))
                .ifPresent(
                        other ->
                                look.add(
                                        "function " + function,
                                        "does not report to %s the calls that failed for good"
                                                .formatted(look.names().failures()),
                                        Look.APPLY));
    }

    private static String destination(JsonNode configuration) {
        return configuration
                .path("DestinationConfig")
                .path("OnFailure")
                .path("Destination")
                .asText();
    }
}
