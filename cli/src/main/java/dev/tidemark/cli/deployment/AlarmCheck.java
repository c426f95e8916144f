package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import java.util.HashMap;
import java.util.Map;

/// Looks whether each alarm is there, switched on, and reaches the topic of the mails.
record AlarmCheck(Look look) {

    private static final String FRESHNESS = "-not-fresh";

    Finding finding() {
        Map<String, JsonNode> alarms = new HashMap<>();
        var answer =
                look.problems()
                        .attempt(
                                () ->
                                        look.aws()
                                                .require(
                                                        Question.alarms(
                                                                look.names().base() + "-")));
        answer.ifPresent(
                found -> {
                    found.path("DescribeAlarmsResult")
                            .path("MetricAlarms")
                            .forEach(alarm -> alarms.put(alarm.path("AlarmName").asText(), alarm));
                    look.names().alarms().forEach(name -> inspect(name, alarms));
                });
        return Finding.of(Area.ALARMS, said(alarms), look.problems().found());
    }

    private String said(Map<String, JsonNode> alarms) {
        alarms.keySet().retainAll(look.names().alarms());
        long ringing =
                alarms.values().stream()
                        .filter(alarm -> alarm.path("StateValue").asText().equals("ALARM"))
                        .count();
        return Text.count(alarms.size(), "alarm", "alarms")
                + (ringing == 0 ? "" : ", %d of them ringing".formatted(ringing));
    }

    private void inspect(String name, Map<String, JsonNode> alarms) {
        JsonNode alarm = alarms.get(name);
        String place = "alarm " + name;
        if (alarm == null) {
            look.add(place, "is not there", Look.APPLY);
            return;
        }
        if (!alarm.path("ActionsEnabled").asText("true").equals("true")) {
            look.add(
                    place,
                    "is switched off: it rings unheard",
                    look.command("cloudwatch enable-alarm-actions --alarm-names " + name));
        }
        if (!tellsTheTopic(alarm)) {
            look.add(
                    place,
                    "does not tell %s: it rings unheard".formatted(look.names().topicArn()),
                    Look.APPLY);
        }
        if (name.equals(look.names().failures()) && !looksAtTheQueue(alarm)) {
            look.add(
                    place,
                    "does not look at the queue %s: nobody hears of what failed for good"
                            .formatted(look.names().failures()),
                    Look.APPLY);
        }
        if (name.endsWith(FRESHNESS)
                && !alarm.path("TreatMissingData").asText().equals("breaching")) {
            look.add(
                    place,
                    "takes silence for health: it would not ring for a stage that stopped",
                    Look.APPLY);
        }
    }

    private boolean looksAtTheQueue(JsonNode alarm) {
        JsonNode dimension = alarm.path("Dimensions").path(0);
        return alarm.path("Namespace").asText().equals("AWS/SQS")
                && dimension.path("Name").asText().equals("QueueName")
                && dimension.path("Value").asText().equals(look.names().failures());
    }

    private boolean tellsTheTopic(JsonNode alarm) {
        for (JsonNode action : alarm.path("AlarmActions")) {
            if (action.asText().equals(look.names().topicArn())) {
                return true;
            }
        }
        return false;
    }
}
