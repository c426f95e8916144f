package dev.tidemark.cli.deployment;

import dev.tidemark.cli.aws.Identity;
import dev.tidemark.run.Stage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/// What everything of a deployment is called: terraform/names.tf in Java, which a test compares with what Terraform makes.
record Names(Deployment of, Region region, Identity account) {

    /// Begins every name.
    String base() {
        return "tidemark-%s-%s".formatted(of.environment(), of.pipeline().replace("_", "--"));
    }

    /// The name of a function, and of its role.
    String function(Stage stage) {
        return base() + "-" + stage;
    }

    String functionArn(Stage stage) {
        return arn("lambda", "function:" + function(stage));
    }

    static String handler(Stage stage) {
        String name = stage.toString();
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return "dev.tidemark.%s.%sHandler::handleRequest".formatted(name, type);
    }

    String roleArn(Stage stage) {
        return "arn:%s:iam::%s:role/%s"
                .formatted(account.partition(), account.account(), function(stage));
    }

    /// @param zone `ingestion` or `processed`
    String bucket(String zone) {
        return "%s-%s-%s".formatted(base(), zone, account.account());
    }

    String bucketArn(String zone) {
        return "arn:%s:s3:::%s".formatted(account.partition(), bucket(zone));
    }

    String rule() {
        return base() + "-tick";
    }

    String ruleArn() {
        return arn("events", "rule/" + rule());
    }

    /// The queue of failed calls, and the alarm that looks at it.
    String failures() {
        return base() + "-failures";
    }

    String queueArn() {
        return arn("sqs", failures());
    }

    String topicArn() {
        return arn("sns", base() + "-alarms");
    }

    String logGroup(Stage stage) {
        return "/aws/lambda/" + function(stage);
    }

    String logArn(Stage stage) {
        return arn("logs", "log-group:%s:*".formatted(logGroup(stage)));
    }

    /// @param login `source`, `warehouse` or `migration`
    String secret(String login) {
        return "tidemark/%s/%s/%s".formatted(of.environment(), of.pipeline(), login);
    }

    /// Without the six characters that AWS draws for each secret.
    String secretArn(String login) {
        return arn("secretsmanager", "secret:" + secret(login));
    }

    List<String> alarms() {
        Stream<String> ofStages =
                Stream.of(Stage.values())
                        .flatMap(
                                stage ->
                                        Stream.of("not-fresh", "failing", "near-timeout")
                                                .map(what -> function(stage) + "-" + what));
        return Stream.concat(ofStages, Stream.of(failures())).toList();
    }

    private String arn(String service, String rest) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(account.partition(), service, region.id(), account.account(), rest);
    }
}
