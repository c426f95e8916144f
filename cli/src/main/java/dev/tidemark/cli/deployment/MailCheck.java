package dev.tidemark.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.cli.aws.Question;
import dev.tidemark.cli.check.Area;
import dev.tidemark.cli.check.Finding;
import dev.tidemark.cli.console.Text;
import java.util.ArrayList;
import java.util.List;

/// Looks whether anybody hears of alarms: who is subscribed, and whether each confirmed the mail.
record MailCheck(Look look) {

    private static final String UNCONFIRMED = "PendingConfirmation";

    Finding finding() {
        String topic = look.names().topicArn();
        List<JsonNode> subscribed = new ArrayList<>();
        look.require(place(), Question.topic(topic))
                .ifPresent(
                        answer -> {
                            requireNoKey(answer);
                            look.require(place(), Question.subscriptionsOf(topic))
                                    .ifPresent(found -> subscribed.addAll(inspect(found)));
                        });
        long confirmed = subscribed.stream().filter(MailCheck::isConfirmed).count();
        String said =
                "%s, %d confirmed"
                        .formatted(
                                Text.count(subscribed.size(), "subscription", "subscriptions"),
                                confirmed);
        return Finding.of(Area.MAIL, said, look.problems().found());
    }

    private String place() {
        return "topic " + look.names().base() + "-alarms";
    }

    private void requireNoKey(JsonNode answer) {
        for (JsonNode entry : answer.path("GetTopicAttributesResult").path("Attributes")) {
            if (entry.path("key").asText().equals("KmsMasterKeyId")
                    && !entry.path("value").asText().isEmpty()) {
                look.add(
                        place(),
                        "is encrypted with a key: CloudWatch's alarms may be dropped in silence",
                        Look.APPLY);
            }
        }
    }

    private List<JsonNode> inspect(JsonNode answer) {
        List<JsonNode> found = new ArrayList<>();
        answer.path("ListSubscriptionsByTopicResult").path("Subscriptions").forEach(found::add);
        if (found.isEmpty()) {
            look.add(
                    place(),
                    "has no subscription: alarms ring unheard",
                    "name an address in `alarm_emails` of terraform.tfvars, then:  " + Look.APPLY);
        }
        found.stream().filter(of -> !isConfirmed(of)).forEach(this::unconfirmed);
        return found;
    }

    private static boolean isConfirmed(JsonNode subscription) {
        return !subscription.path("SubscriptionArn").asText().equals(UNCONFIRMED);
    }

    private void unconfirmed(JsonNode subscription) {
        String address = subscription.path("Endpoint").asText();
        look.add(
                place(),
                "%s has not confirmed, and hears of no alarm".formatted(address),
                "follow the link in the mail that AWS sent there; if it is lost, let it send"
                        + " another:\n"
                        + look.command(
                                "sns subscribe --topic-arn %s --protocol %s --notification-endpoint %s"
                                        .formatted(
                                                look.names().topicArn(),
                                                subscription.path("Protocol").asText(),
                                                address)));
    }
}
