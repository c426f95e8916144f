package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks whether the clock ticks, and calls the three functions.
record ScheduleCheck(Look look) {

    Finding finding() {
        String name = look.names().rule();
        Optional<JsonNode> rule = look.require("rule " + name, Question.rule(name));
        rule.ifPresent(
                found -> {
                    requireOn(found);
                    requireTargets();
                });
        String said =
                rule.map(found -> name + ", " + found.path("ScheduleExpression").asText())
                        .orElse(name);
        return Finding.of(Area.SCHEDULE, said, look.problems().found());
    }

    private void requireOn(JsonNode rule) {
        String state = rule.path("State").asText();
        if (!state.equals("ENABLED")) {
            String name = look.names().rule();
            look.add(
                    "rule " + name,
                    "is switched off: nothing looks at the source any more",
                    look.command("events enable-rule --name " + name)
                            + "\n"
                            + "and `schedule_enabled = true` in terraform.tfvars, where it says"
                            + " false");
        }
    }

    private void requireTargets() {
        String name = look.names().rule();
        look.require("rule " + name, Question.targetsOf(name))
                .map(answer -> answer.path("Targets"))
                .ifPresent(this::compare);
    }

    private void requireReport(JsonNode target) {
        String queue = target.path("DeadLetterConfig").path("Arn").asText();
        if (!queue.equals(look.names().queueArn())) {
            look.add(
                    "rule " + look.names().rule(),
                    "does not report to %s what it cannot hand over to %s"
                            .formatted(look.names().failures(), target.path("Id").asText()),
                    Look.APPLY);
        }
    }

    private void compare(JsonNode targets) {
        List<String> found = new ArrayList<>();
        targets.forEach(target -> found.add(target.path("Arn").asText()));
        targets.forEach(this::requireReport);
        for (Stage stage : Stage.values()) {
            if (!found.remove(look.names().functionArn(stage))) {
                look.add(
                        "rule " + look.names().rule(),
                        "does not call %s".formatted(look.names().function(stage)),
                        Look.APPLY);
            }
        }
        found.forEach(
                other ->
                        look.add(
                                "rule " + look.names().rule(),
                                "calls %s too, which is no target that Terraform made"
                                        .formatted(other),
                                "remove that target from the rule"));
    }
}
