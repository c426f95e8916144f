package dev.tidemark.cli.deployment;

import dev.tidemark.cli.aws.Grant;
import dev.tidemark.run.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What each function's role has to allow, to the last action and resource: terraform/ in Java, which a test compares with
/// what Terraform makes.
///
/// @param secrets ARNs by login; those that are not known end with the pattern of what AWS draws
record NeededGrants(Names names, Map<String, String> secrets) {

    static final String DRAWN = "-??????";

    /// As AWS lists them; most of them know no resource but `*`.
    private static final List<String> NETWORK =
            List.of(
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:CreateNetworkInterface",
                    "ec2:DeleteNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:UnassignPrivateIpAddresses");

    Set<Grant> of(Stage stage, List<String> logins) {
        Set<Grant> grants = new LinkedHashSet<>();
        switch (stage) {
            case INGEST -> {
                read(grants, "ingestion", "runs/*");
                write(grants, "ingestion", "runs/*");
            }
            case PROCESS -> {
                read(grants, "ingestion", "runs/*");
                write(grants, "ingestion", "runs/*/read_in_full.json");
                for (String folder : List.of("runs/*", "state/*")) {
                    read(grants, "processed", folder);
                    write(grants, "processed", folder);
                }
                grants.add(Grant.allow("sqs:SendMessage", names.queueArn()));
            }
            case LOAD -> {
                read(grants, "processed", "runs/*");
                grants.add(Grant.allow("sqs:SendMessage", names.queueArn()));
            }
        }
        logins.forEach(
                login -> grants.add(Grant.allow("secretsmanager:GetSecretValue", secret(login))));
        grants.add(Grant.allow("logs:CreateLogStream", names.logArn(stage)));
        grants.add(Grant.allow("logs:PutLogEvents", names.logArn(stage)));
        return grants;
    }

    /// Of a function in a network: Lambda itself attaches it there, with the function's role; its own code may not.
    Set<Grant> network(Stage stage) {
        String onlyLambda =
                "{\"ArnEquals\":{\"lambda:SourceFunctionArn\":[\"%s\"]}}"
                        .formatted(names.functionArn(stage));
        return NETWORK.stream()
                .flatMap(
                        action ->
                                List.of(
                                        Grant.allow(action, "*"),
                                        new Grant(false, action, "*", onlyLambda))
                                        .stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Without listing, S3 answers 403 for what is merely absent.
    private void read(Set<Grant> grants, String zone, String folder) {
        grants.add(Grant.allow("s3:GetObject", objects(zone, folder)));
        grants.add(Grant.allow("s3:ListBucket", names.bucketArn(zone)));
    }

    private void write(Set<Grant> grants, String zone, String folder) {
        grants.add(Grant.allow("s3:PutObject", objects(zone, folder)));
    }

    private String objects(String zone, String folder) {
        return "%s/%s/%s".formatted(names.bucketArn(zone), names.of().pipeline(), folder);
    }

    private String secret(String login) {
        return secrets.getOrDefault(login, names.secretArn(login) + DRAWN);
    }
}
