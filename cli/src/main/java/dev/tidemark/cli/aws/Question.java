package dev.tidemark.cli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One request that reads. Its factories are all that a check asks; the name of each is that of the right it needs.
///
/// @param action as rights name it
/// @param target header that names the action, where the service wants one
public record Question(
        AwsService service, String action, String path, String type, String target, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /// `lambda:GetFunctionConfiguration`
    public static Question function(String name) {
        return get("GetFunctionConfiguration", "/2015-03-31/functions/" + name + "/configuration");
    }

    /// `lambda:GetPolicy`: who may call it.
    public static Question callersOf(String function) {
        return get("GetPolicy", "/2015-03-31/functions/" + function + "/policy");
    }

    /// `lambda:GetFunctionEventInvokeConfig`: what becomes of a call that failed.
    public static Question failuresOf(String function) {
        return get(
                "GetFunctionEventInvokeConfig",
                "/2019-09-25/functions/" + function + "/event-invoke-config");
    }

    /// `events:DescribeRule`
    public static Question rule(String name) {
        return json(AwsService.SCHEDULE, "AWSEvents", "DescribeRule", Map.of("Name", name));
    }

    /// `events:ListTargetsByRule`
    public static Question targetsOf(String rule) {
        return json(AwsService.SCHEDULE, "AWSEvents", "ListTargetsByRule", Map.of("Rule", rule));
    }

    /// `secretsmanager:DescribeSecret`, which does not show its value.
    public static Question secret(String id) {
        return json(AwsService.SECRETS, "secretsmanager", "DescribeSecret", Map.of("SecretId", id));
    }

    /// `sqs:GetQueueUrl`
    public static Question queue(String name) {
        return queues("GetQueueUrl", Map.of("QueueName", name));
    }

    /// `sqs:GetQueueAttributes`
    public static Question attributesOf(String queueUrl) {
        return queues(
                "GetQueueAttributes",
                Map.of("QueueUrl", queueUrl, "AttributeNames", List.of("All")));
    }

    /// `cloudwatch:DescribeAlarms`
    public static Question alarms(String prefix) {
        return query(
                AwsService.ALARMS,
                "2010-08-01",
                "DescribeAlarms",
                Map.of("AlarmNamePrefix", prefix, "MaxRecords", "100"));
    }

    /// `sns:GetTopicAttributes`
    public static Question topic(String arn) {
        return topics("GetTopicAttributes", arn);
    }

    /// `sns:ListSubscriptionsByTopic`
    public static Question subscriptionsOf(String topic) {
        return topics("ListSubscriptionsByTopic", topic);
    }

    /// `iam:GetRole`
    public static Question role(String name) {
        return rights("GetRole", Map.of("RoleName", name));
    }

    /// `iam:ListRolePolicies`
    public static Question policiesOf(String role) {
        return rights("ListRolePolicies", Map.of("RoleName", role));
    }

    /// `iam:GetRolePolicy`
    public static Question policy(String role, String name) {
        return rights("GetRolePolicy", Map.of("RoleName", role, "PolicyName", name));
    }

    /// `iam:ListAttachedRolePolicies`
    public static Question attachedTo(String role) {
        return rights("ListAttachedRolePolicies", Map.of("RoleName", role));
    }

    /// `sts:GetCallerIdentity`, which everybody may ask.
    static Question whoAsks() {
        return query(AwsService.IDENTITY, "2011-06-15", "GetCallerIdentity", Map.of());
    }

    private static Question get(String action, String path) {
        return new Question(AwsService.FUNCTIONS, action, path, "application/json", "", "");
    }

    private static Question topics(String action, String arn) {
        return query(AwsService.TOPICS, "2010-03-31", action, Map.of("TopicArn", arn));
    }

    private static Question rights(String action, Map<String, String> values) {
        return query(AwsService.RIGHTS, "2010-05-08", action, values);
    }

    private static Question json(
            AwsService service, String targets, String action, Map<String, String> values) {
        return json(service, "1.1", targets, action, values);
    }

    private static Question queues(String action, Map<String, ?> values) {
        return json(AwsService.QUEUES, "1.0", "AmazonSQS", action, values);
    }

    private static Question json(
            AwsService service,
            String version,
            String targets,
            String action,
            Map<String, ?> values) {
        try {
            return new Question(
                    service,
                    action,
                    "/",
                    "application/x-amz-json-" + version,
                    targets + "." + action,
                    JSON.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Question query(
            AwsService service, String version, String action, Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("Action", action);
        all.put("Version", version);
        String form =
                all.entrySet().stream()
                        .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                        .collect(Collectors.joining("&"));
        return new Question(service, action, "/", "application/x-www-form-urlencoded", "", form);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// As rights name it.
    String right() {
        return service.rights() + ":" + action;
    }
}
